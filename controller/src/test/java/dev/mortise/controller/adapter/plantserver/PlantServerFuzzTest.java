package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.fuzz.Fuzz;
import dev.mortise.controller.port.Time;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryDecoder;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no client would send, at the socket and behind a log-in. Afterwards the next client is served. */
@Tag("wire")
class PlantServerFuzzTest {

    private static final int CHUNKS = 20_000;
    private static final int CONNECTIONS = 600;
    private static final int REQUESTS = 4_000;
    private static final int ANSWER_SECONDS = 60;

    @TempDir
    Path directory;

    private APlant plant;

    @BeforeEach
    void open() throws Exception {
        plant = new APlant(directory);
    }

    @AfterEach
    void close() throws Exception {
        try {
            assertThat(Calls.works(plant.trusted(Comes.properly())))
                    .as("the next client")
                    .isTrue();
        } finally {
            plant.close();
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverComesOnAConnectionIsPassedOnInWholeChunksOrEndsIt() throws Exception {
        List<byte[]> corpus = conversations();
        Fuzz.run(corpus, Fuzz.executions(CHUNKS), input -> {
            EmbeddedChannel wire = new EmbeddedChannel(new ChannelFence(new Channels(Time.ofTheMachine())));
            boolean unusedCame = wire.writeInbound(Unpooled.wrappedBuffer(input));
            for (ByteBuf chunk = wire.readInbound(); chunk != null; chunk = wire.readInbound()) {
                assertThat(chunk.getUnsignedIntLE(4)).isEqualTo(chunk.readableBytes());
                chunk.release();
            }
            boolean unusedLeft = wire.finishAndReleaseAll();
        });
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverComesFromSomebodyUnknownTheDoorStaysOpenForOthers() throws Exception {
        OpcUaClient before = plant.trusted(Comes.properly());
        Fuzz.run(conversations(), Fuzz.executions(CONNECTIONS), input -> {
            try (ARawClient client = new ARawClient(plant.port())) {
                client.send(input);
            } catch (IOException e) {
                // the door has ended it already
            }
        });

        plant.later(ServerLimits.WITHOUT_SESSION_MAX.plusSeconds(1));
        assertThat(plant.sessions()).isEqualTo(1);
        assertThat(Calls.works(before)).isTrue();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverALoggedInClientAsksItIsAnsweredOrRefused() throws Exception {
        OpcUaClient client = plant.trusted(Comes.properly());
        int[] outcomes = new int[2];
        Fuzz.run(requests(client), Fuzz.executions(REQUESTS), input -> {
            UaRequestMessageType request = decoded(client, input);
            if (request == null || isOfASession(request)) {
                return;
            }
            try {
                client.getTransport().sendRequestMessage(request).get(ANSWER_SECONDS, TimeUnit.SECONDS);
                outcomes[0]++;
            } catch (ExecutionException e) {
                outcomes[1]++;
            }
        });

        assertThat(outcomes[0]).as("answered").isPositive();
        assertThat(outcomes[1]).as("refused").isPositive();
        assertThat(Calls.works(client)).isTrue();
    }

    /** Those that end what the others are sent in. */
    private static boolean isOfASession(UaRequestMessageType request) {
        String name = request.getClass().getSimpleName();
        return name.contains("Session") || name.contains("SecureChannel") || name.equals("PublishRequest");
    }

    private static @org.jspecify.annotations.Nullable UaRequestMessageType decoded(OpcUaClient client, byte[] input) {
        try {
            return (UaRequestMessageType) new OpcUaBinaryDecoder(client.getStaticEncodingContext())
                    .setBuffer(Unpooled.wrappedBuffer(input))
                    .decodeMessage(null);
        } catch (UaSerializationException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException e) {
            return null; // Milo's own decoder throws what it likes; the server ends the connection for it
        }
    }

    /** Recorded from clients of ours: what they send, byte by byte. */
    private List<byte[]> conversations() throws IOException {
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

    private List<byte[]> requests(OpcUaClient client) throws Exception {
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
