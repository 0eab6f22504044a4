package dev.mortise.controller.adapter.plc;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.domain.plant.PlcSpec;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;

/** Makes OPC UA clients; the one place where a client's security and time-outs are decided. */
final class Clients {

    /**
     * One answer while a connection is made. An attempt that meets a PLC which is still away must be over soon enough for
     * the next one to be through within 2 s after the PLC came back.
     */
    static final int CONNECT_MILLIS = 1_000;

    /** Longer than the worst answer of a slow PLC; with the heartbeat's 200 ms still within the second in which a hang is seen. */
    static final int ANSWER_MILLIS = 600;

    private static final String URI = "urn:mortise:controller";

    private Clients() {}

    /** A connected client of a PLC that is spoken to openly. */
    static OpcUaClient connected(String url) throws UaException {
        return connected(PlcSpec.open(url), Optional.empty());
    }

    /**
     * A connected client. Leaves nothing behind when it fails.
     *
     * @param secured what the cell's security needs; empty for a PLC that is spoken to openly
     */
    static OpcUaClient connected(PlcSpec plc, Optional<PlcKeys.Secured> secured) throws UaException {
        EndpointDescription endpoint = ChosenEndpoint.of(offered(plc.endpoint()), plc);
        OpcUaClientConfigBuilder config = OpcUaClientConfig.builder()
                .setEndpoint(endpoint)
                .setApplicationName(LocalizedText.english("Mortise controller"))
                .setApplicationUri(
                        secured.map(known -> known.own().applicationUri()).orElse(URI))
                .setProductUri(URI)
                .setRequestTimeout(uint(CONNECT_MILLIS))
                .setSessionTimeout(uint(10_000))
                .setKeepAliveInterval(uint(1_000))
                .setKeepAliveTimeout(uint(ANSWER_MILLIS))
                .setKeepAliveFailuresAllowed(uint(0));
        if (secured.isPresent()) {
            PlcKeys.Secured known = secured.orElseThrow();
            // before anything is signed for it: Milo alone would say no more than that it was refused
            known.pinned().checks(endpoint);
            config.setKeyPair(known.own().keys())
                    .setCertificate(known.own().certificate())
                    .setCertificateChain(new X509Certificate[] {known.own().certificate()})
                    .setCertificateValidator(known.pinned());
        }
        OpcUaClient client = new OpcUaClient(config.build(), transport());
        try {
            OpcUaClient unusedSame = within(CONNECT_MILLIS, client.connectAsync());
            return client;
        } catch (UaException e) {
            drop(client); // a client whose connect failed keeps connecting for ever otherwise
            throw e;
        }
    }

    /** Milo's own discovery waits a minute for an answer, and another one at an address of its own choice. */
    private static List<EndpointDescription> offered(String url) throws UaException {
        DiscoveryClient discovery = new DiscoveryClient(open(url), transport());
        try {
            DiscoveryClient unusedSame = within(CONNECT_MILLIS, discovery.connectAsync());
            return List.of(Optional.ofNullable(
                            within(CONNECT_MILLIS, discovery.getEndpoints(url, new String[0], new String[0]))
                                    .getEndpoints())
                    .orElseGet(() -> new EndpointDescription[0]));
        } finally {
            CompletableFuture<DiscoveryClient> unusedOutcome = discovery.disconnectAsync();
        }
    }

    private static EndpointDescription open(String url) {
        return new EndpointDescription(
                url,
                null,
                null,
                MessageSecurityMode.None,
                SecurityPolicy.None.getUri(),
                null,
                TransportProfile.TCP_UASC_UABINARY.getUri(),
                ubyte(0));
    }

    private static OpcTcpClientTransport transport() {
        return new OpcTcpClientTransport(OpcTcpClientTransportConfig.newBuilder()
                .setConnectTimeout(uint(CONNECT_MILLIS))
                .setAcknowledgeTimeout(uint(CONNECT_MILLIS))
                .build());
    }

    /** Waits for an answer; fails with {@code Bad_Timeout} when it does not come. */
    static <T> T within(long millis, CompletableFuture<T> answer) throws UaException {
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UaException(StatusCodes.Bad_Timeout, "no answer within " + millis + " ms", e);
        } catch (ExecutionException e) {
            throw UaException.extract(e).orElseGet(() -> new UaException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UaException(StatusCodes.Bad_RequestInterrupted, "interrupted", e);
        }
    }

    /** Nobody waits for a client that is given up; its server forgets the session by itself. */
    static void drop(OpcUaClient client) {
        CompletableFuture<OpcUaClient> unusedOutcome = client.disconnectAsync();
    }
}
