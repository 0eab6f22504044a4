package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryEncoder;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MonitoringMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoringParameters;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadEventDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.ViewDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;

/** What clients of ours send, as a beginning for those that make it worse. */
final class RecordedTraffic {

    private RecordedTraffic() {}

    /** Recorded from clients of ours: what they send, byte by byte. */
    static List<byte[]> conversations(APlant plant) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (String url : List.of(plant.url(), plant.url() + "/discovery")) {
            try (ARawClient client = new ARawClient(plant.port())) {
                ByteArrayOutputStream sent = new ByteArrayOutputStream();
                sent.write(ARawClient.helloOf(url));
                all.add(sent.toByteArray());
                sent.write(client.openOf("OPNF"));
                all.add(sent.toByteArray());
                sent.write(client.getEndpointsOf(url));
                sent.write(client.getEndpointsOf(url));
                all.add(sent.toByteArray());
            }
        }
        return all;
    }

    /** What a client that has logged in asks. */
    static List<byte[]> requests(APlant plant, OpcUaClient client) throws Exception {
        RequestHeader header = client.newRequestHeader(client.getSession().getAuthenticationToken());
        UInteger subscription = client.createSubscription(1_000.0, uint(100), uint(100), uint(0), false, ubyte(0))
                .getSubscriptionId();
        JobClient jobs = new JobClient(client, plant.jobStructures());
        NodeId line = jobs.receiver();
        ReadValueId value = new ReadValueId(
                NodeIds.Server_ServerStatus_State, AttributeId.Value.uid(), null, QualifiedName.NULL_VALUE);
        ExtensionObject filter = ExtensionObject.encode(client.getStaticEncodingContext(), filter(client));
        ReadEventDetails details = new ReadEventDetails(uint(10), DateTime.now(), DateTime.now(), filter(client));
        List<UaRequestMessageType> all = List.of(
                new ReadRequest(header, 0.0, TimestampsToReturn.Both, new ReadValueId[] {value, value}),
                new WriteRequest(header, new WriteValue[] {
                    new WriteValue(
                            line, AttributeId.Value.uid(), "0:1", DataValue.valueOnly(new Variant(new int[] {1, 2})))
                }),
                new BrowseRequest(
                        header,
                        new ViewDescription(NodeId.NULL_VALUE, DateTime.MIN_VALUE, uint(0)),
                        uint(3),
                        new BrowseDescription[] {
                            new BrowseDescription(
                                    line, BrowseDirection.Both, NodeIds.References, true, uint(0), uint(63))
                        }),
                call(header, jobs),
                listening(header, subscription, line, filter),
                new HistoryReadRequest(
                        header,
                        ExtensionObject.encode(client.getStaticEncodingContext(), details),
                        TimestampsToReturn.Both,
                        false,
                        new HistoryReadValueId[] {
                            new HistoryReadValueId(jobs.alarms(), null, QualifiedName.NULL_VALUE, null)
                        }));
        return all.stream().map(request -> encoded(client, request)).toList();
    }

    private static UaRequestMessageType call(RequestHeader header, JobClient jobs) {
        return new CallRequest(header, new CallMethodRequest[] {
            jobs.request("StoreAndStart", jobs.job("R-1", "nvl72", "Priority", "StartTime")),
            jobs.request("Abort", "R-1")
        });
    }

    private static UaRequestMessageType listening(
            RequestHeader header, UInteger subscription, NodeId line, ExtensionObject filter) {
        return new CreateMonitoredItemsRequest(
                header, subscription, TimestampsToReturn.Both, new MonitoredItemCreateRequest[] {
                    new MonitoredItemCreateRequest(
                            new ReadValueId(line, AttributeId.EventNotifier.uid(), null, QualifiedName.NULL_VALUE),
                            MonitoringMode.Reporting,
                            new MonitoringParameters(uint(1), 0.0, filter, uint(10), true))
                });
    }

    private static EventFilter filter(OpcUaClient client) {
        SimpleAttributeOperand severity = new SimpleAttributeOperand(
                NodeIds.BaseEventType,
                new QualifiedName[] {new QualifiedName(0, "Severity")},
                AttributeId.Value.uid(),
                null);
        ContentFilterElement over = new ContentFilterElement(FilterOperator.GreaterThan, new ExtensionObject[] {
            ExtensionObject.encode(client.getStaticEncodingContext(), severity),
            ExtensionObject.encode(client.getStaticEncodingContext(), new LiteralOperand(new Variant(100)))
        });
        return new EventFilter(
                new SimpleAttributeOperand[] {severity}, new ContentFilter(new ContentFilterElement[] {over}));
    }

    private static byte[] encoded(OpcUaClient client, UaRequestMessageType request) {
        ByteBuf buffer = Unpooled.buffer();
        new OpcUaBinaryEncoder(client.getStaticEncodingContext())
                .setBuffer(buffer)
                .encodeMessage(null, request);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return Arrays.copyOf(bytes, bytes.length);
    }
}
