package dev.mortise.sim.plc;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;

/** Where and how a simulated PLC lets clients in. */
final class PlcEndpoints {

    private static final List<SecurityPolicy> POLICIES = List.of(
            SecurityPolicy.Aes256_Sha256_RsaPss, SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Basic256Sha256);

    private PlcEndpoints() {}

    /** Everybody, without security. */
    static Set<EndpointConfig> open(URI uri, String bind) {
        return Set.of(at(uri, bind)
                .addTokenPolicy(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
                .build());
    }

    /** Clients that sign, or sign and encrypt; the endpoint without security tells which endpoints there are, no more. */
    static Set<EndpointConfig> secured(URI uri, String bind, PlcKey key) {
        Set<EndpointConfig> all = new LinkedHashSet<>();
        for (SecurityPolicy policy : POLICIES) {
            for (MessageSecurityMode mode : List.of(MessageSecurityMode.SignAndEncrypt, MessageSecurityMode.Sign)) {
                all.add(at(uri, bind)
                        .setCertificate(key.certificate())
                        .setSecurityPolicy(policy)
                        .setSecurityMode(mode)
                        .addTokenPolicy(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
                        .build());
            }
        }
        all.add(at(uri, bind).setPath(path(uri) + "/discovery").build());
        return all;
    }

    private static EndpointConfig.Builder at(URI uri, String bind) {
        return EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(bind)
                .setBindPort(uri.getPort())
                .setHostname(uri.getHost())
                .setPath(path(uri))
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None);
    }

    private static String path(URI uri) {
        return uri.getPath().isEmpty() ? "/" : uri.getPath();
    }
}
