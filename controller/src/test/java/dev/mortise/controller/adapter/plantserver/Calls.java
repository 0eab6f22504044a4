package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.ApplicationType;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MonitoringMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ApplicationDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateResult;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoringParameters;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.util.NonceUtil;

/** Calls as a client makes them that wants to know how far it can go. */
final class Calls {

    private Calls() {}

    static void open(OpcUaClient client) throws Exception {
        X509Certificate certificate = client.getConfig().getCertificate().orElseThrow();
        UaResponseMessageType unusedOpened = client.getTransport()
                .sendRequestMessage(new CreateSessionRequest(
                        client.newRequestHeader(),
                        new ApplicationDescription(
                                client.getConfig().getApplicationUri(),
                                client.getConfig().getProductUri(),
                                LocalizedText.english("half"),
                                ApplicationType.Client,
                                null,
                                null,
                                null),
                        null,
                        client.getConfig().getEndpoint().getEndpointUrl(),
                        "half",
                        NonceUtil.generateNonce(32),
                        ByteString.of(certificate.getEncoded()),
                        60_000.0,
                        uint(0)))
                .get();
    }

    static UInteger subscription(OpcUaClient client) throws UaException {
        return client.createSubscription(60_000.0, uint(1_000), uint(100), uint(0), false, ubyte(0))
                .getSubscriptionId();
    }

    static List<MonitoredItemCreateResult> items(OpcUaClient client, UInteger subscription, int count, int queue)
            throws UaException {
        MonitoredItemCreateRequest item = new MonitoredItemCreateRequest(
                value(NodeIds.Server_ServerStatus_State),
                MonitoringMode.Disabled,
                new MonitoringParameters(uint(1), 1_000.0, null, uint(queue), true));
        return List.of(client.createMonitoredItems(subscription, TimestampsToReturn.Both, many(item, count))
                .getResults());
    }

    static ReadValueId value(NodeId node) {
        return new ReadValueId(node, AttributeId.Value.uid(), null, QualifiedName.NULL_VALUE);
    }

    static <T> List<T> many(T one, int count) {
        return Collections.nCopies(count, one);
    }

    static boolean works(OpcUaClient client) {
        try {
            return client.readValue(0.0, TimestampsToReturn.Both, NodeIds.Server_ServerStatus_State)
                    .statusCode()
                    .isGood();
        } catch (UaException e) {
            return false;
        }
    }

    static void assertRefused(ThrowingCallable comes, Long... codes) {
        assertThatThrownBy(comes)
                .isInstanceOfSatisfying(
                        UaException.class,
                        refused -> assertThat(refused.getStatusCode().value())
                                .as(refused.getMessage())
                                .isIn((Object[]) codes));
    }
}
