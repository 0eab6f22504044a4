package dev.mortise.controller.adapter.plantserver;

import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;

/** Six endpoints with security, and one without it that answers nothing but what endpoints there are. */
final class Endpoints {

    static final String PATH = "/mortise";

    private static final List<SecurityPolicy> POLICIES = List.of(
            SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Aes256_Sha256_RsaPss);

    private static final List<MessageSecurityMode> MODES =
            List.of(MessageSecurityMode.Sign, MessageSecurityMode.SignAndEncrypt);

    private Endpoints() {}

    static Set<EndpointConfig> of(String bind, String host, int port, X509Certificate certificate) {
        EndpointConfig.Builder base = EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(bind)
                .setBindPort(port)
                .setHostname(host)
                .setPath(PATH)
                .setCertificate(certificate);
        Set<EndpointConfig> all = new LinkedHashSet<>();
        for (SecurityPolicy policy : POLICIES) {
            for (MessageSecurityMode mode : MODES) {
                all.add(base.copy()
                        .setSecurityPolicy(policy)
                        .setSecurityMode(mode)
                        .addTokenPolicies(name(policy), certificate(policy))
                        .build());
            }
        }
        all.add(base.copy()
                .setPath(PATH + "/discovery")
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .build());
        return all;
    }

    /** Passwords are encrypted once more than the channel does: on a Sign endpoint they would be readable. */
    private static UserTokenPolicy name(SecurityPolicy policy) {
        return new UserTokenPolicy("name-" + policy.name(), UserTokenType.UserName, null, null, policy.getUri());
    }

    private static UserTokenPolicy certificate(SecurityPolicy policy) {
        return new UserTokenPolicy(
                "certificate-" + policy.name(), UserTokenType.Certificate, null, null, policy.getUri());
    }
}
