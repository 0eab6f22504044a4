package dev.mortise.controller.adapter.plc;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/** Makes OPC UA clients; the one place where a client's security and time-outs are decided. */
final class Clients {

    /** Longer than the worst answer of a slow PLC, shorter than the second within which a hang must be seen. */
    static final int REQUEST_TIMEOUT_MILLIS = 800;

    private Clients() {}

    /** A client that is not connected yet; asks the server for its endpoints. */
    static OpcUaClient create(String url) throws UaException {
        return OpcUaClient.create(
                url,
                endpoints -> endpoints.stream()
                        .filter(endpoint -> SecurityPolicy.None.getUri().equals(endpoint.getSecurityPolicyUri()))
                        .findFirst()
                        // servers advertise host names that need not be reachable from here
                        .map(endpoint ->
                                EndpointUtil.updateUrl(endpoint, EndpointUtil.getHost(url), EndpointUtil.getPort(url))),
                transport -> transport
                        .setConnectTimeout(uint(REQUEST_TIMEOUT_MILLIS))
                        .setAcknowledgeTimeout(uint(REQUEST_TIMEOUT_MILLIS)),
                client -> client.setApplicationName(LocalizedText.english("Mortise controller"))
                        .setApplicationUri("urn:mortise:controller")
                        .setProductUri("urn:mortise:controller")
                        .setRequestTimeout(uint(REQUEST_TIMEOUT_MILLIS))
                        .setSessionTimeout(uint(10_000))
                        .setKeepAliveInterval(uint(1_000))
                        .setKeepAliveTimeout(uint(REQUEST_TIMEOUT_MILLIS))
                        .setKeepAliveFailuresAllowed(uint(0)));
    }

    /** Nobody waits for a client that is given up; its server forgets the session by itself. */
    static void drop(OpcUaClient client) {
        CompletableFuture<OpcUaClient> unusedOutcome = client.disconnectAsync();
    }
}
