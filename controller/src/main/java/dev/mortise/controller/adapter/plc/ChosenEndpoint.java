package dev.mortise.controller.adapter.plc;

import dev.mortise.controller.domain.plant.PlcSpec;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.jspecify.annotations.Nullable;

/** Which of a PLC's endpoints is used: of the mode that plant.yaml asks for, never of a weaker one. */
final class ChosenEndpoint {

    /** Strongest first; older ones (SHA-1) are no better than none (OPC 10000-7). */
    private static final List<String> POLICIES = List.of(
            SecurityPolicy.Aes256_Sha256_RsaPss.getUri(),
            SecurityPolicy.Aes128_Sha256_RsaOaep.getUri(),
            SecurityPolicy.Basic256Sha256.getUri());

    private ChosenEndpoint() {}

    static EndpointDescription of(List<EndpointDescription> offered, PlcSpec plc) throws UaException {
        MessageSecurityMode mode = mode(plc.security());
        List<String> policies = mode == MessageSecurityMode.None ? List.of(SecurityPolicy.None.getUri()) : POLICIES;
        return offered.stream()
                .filter(endpoint -> endpoint.getSecurityMode() == mode)
                .filter(endpoint -> policies.contains(endpoint.getSecurityPolicyUri()))
                .min(Comparator.comparingInt(endpoint -> policies.indexOf(endpoint.getSecurityPolicyUri())))
                // servers advertise host names that need not be reachable from here
                .map(endpoint -> EndpointUtil.updateUrl(
                        endpoint, EndpointUtil.getHost(plc.endpoint()), EndpointUtil.getPort(plc.endpoint())))
                .orElseThrow(() -> new UaException(
                        StatusCodes.Bad_SecurityPolicyRejected,
                        "the server has no endpoint of mode " + mode + " with policy " + words(policies)
                                + "; it offers "
                                + offered.stream()
                                        .map(endpoint -> endpoint.getSecurityMode() + " with "
                                                + word(endpoint.getSecurityPolicyUri()))
                                        .distinct()
                                        .collect(Collectors.joining(", "))));
    }

    private static MessageSecurityMode mode(PlcSpec.Security security) {
        return switch (security) {
            case NONE -> MessageSecurityMode.None;
            case SIGN -> MessageSecurityMode.Sign;
            case SIGN_AND_ENCRYPT -> MessageSecurityMode.SignAndEncrypt;
        };
    }

    private static String words(List<String> policies) {
        return policies.stream().map(ChosenEndpoint::word).collect(Collectors.joining(" or "));
    }

    /** {@code http://opcfoundation.org/UA/SecurityPolicy#Basic256Sha256} and what a server may say instead. */
    private static String word(@Nullable String uri) {
        String text = String.valueOf(uri);
        return text.substring(text.indexOf('#') + 1);
    }
}
