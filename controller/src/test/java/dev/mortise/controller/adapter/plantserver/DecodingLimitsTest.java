package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As long as the server's capabilities tell, and one longer: a client has an answer, and its channel afterwards. */
@Tag("wire")
class DecodingLimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private APlant plant;
    private OpcUaClient client;
    private NodeId session;

    @BeforeEach
    void open() throws Exception {
        plant = new APlant(directory);
        client = plant.trusted(Comes.properly());
        session = client.getSession().getSessionId();
    }

    @AfterEach
    void close() throws Exception {
        try {
            assertThat(Calls.works(client)).as("the same client").isTrue();
            assertThat(client.getSession().getSessionId()).as("its session").isEqualTo(session);
            Awaitility.await("its only connection").atMost(PATIENCE).until(() -> plant.connections() == 1);
        } finally {
            plant.close();
        }
    }

    @Test
    void aTextIsAsLongAsTheServerTellsAndNoLonger() throws Exception {
        int told = told(NodeIds.Server_ServerCapabilities_MaxStringLength);
        bounded(told, length -> new Variant("x".repeat(length)));
        bounded(told, length -> new Variant(LocalizedText.english("x".repeat(length))));
        bounded(told, length -> new Variant(new Variant[] {new Variant("x".repeat(length))}));
        bounded(told, length -> new Variant(new NodeId(1, "x".repeat(length))));
        bounded(told, length -> new Variant(new XmlElement("x".repeat(length))));
    }

    @Test
    void bytesAreAsManyAsTheServerTellsAndNoMore() throws Exception {
        int told = told(NodeIds.Server_ServerCapabilities_MaxByteStringLength);
        bounded(told, length -> new Variant(ByteString.of(new byte[length])));
        bounded(told, length -> new Variant(new ByteString[] {ByteString.of(new byte[length])}));
    }

    @Test
    void anArrayHasAsManyElementsAsTheServerTellsAndNoMore() throws Exception {
        int told = told(NodeIds.Server_ServerCapabilities_MaxArrayLength);
        bounded(told, length -> new Variant(filled(length, true).toArray(Boolean[]::new)));
        bounded(told, length -> new Variant(filled(length, "x").toArray(String[]::new)));
        bounded(told, length -> new Variant(filled(length, new Variant(true)).toArray(Variant[]::new)));
        bounded(told, length -> new Variant(filled(length, 1.5).toArray(Double[]::new)));
        Calls.assertRefused(
                () -> client.registerNodes(Calls.many(NodeIds.Server, told)), StatusCodes.Bad_TooManyOperations);
        Calls.assertRefused(
                () -> client.registerNodes(Calls.many(NodeIds.Server, told + 1)),
                StatusCodes.Bad_EncodingLimitsExceeded);
    }

    @Test
    void soItIsInAStructureWhichItselfIsBoundedByTheMessageAlone() throws Exception {
        int text = told(NodeIds.Server_ServerCapabilities_MaxStringLength);
        int bytes = told(NodeIds.Server_ServerCapabilities_MaxByteStringLength);
        int elements = told(NodeIds.Server_ServerCapabilities_MaxArrayLength);
        bounded(text, length -> structure(new Variant("x".repeat(length))));
        bounded(bytes, length -> structure(new Variant(ByteString.of(new byte[length]))));
        bounded(elements, length -> structure(new Variant(filled(length, true).toArray(Boolean[]::new))));
        assertThat(given(structure(new Variant(new String[] {"x".repeat(text), "y".repeat(text)}))))
                .isNotEqualTo(StatusCodes.Bad_EncodingLimitsExceeded);
    }

    @Test
    void whatIsWithinEachOtherIsAsDeepAsTheDoorBearsAndNoDeeper() throws Exception {
        for (int deep : new int[] {ServerLimits.NESTING + 1, 60}) {
            for (Variant value : List.of(
                    nested(deep, inner -> new Variant(new Variant[] {inner})),
                    nested(deep, inner -> new Variant(new DataValue(inner))),
                    nested(deep, this::structure),
                    new Variant(diagnostics(deep)))) {
                Calls.assertRefused(() -> given(value), StatusCodes.Bad_EncodingLimitsExceeded);
            }
        }
        assertThat(given(nested(ServerLimits.NESTING - 1, inner -> new Variant(new Variant[] {inner}))))
                .isNotEqualTo(StatusCodes.Bad_EncodingLimitsExceeded);
    }

    @Test
    void whoHasNotSaidWhoTheyAreHasTheSameAnswerAndIsTalkedToFurther() throws Exception {
        String url = plant.url() + "/discovery";
        try (ARawClient raw = new ARawClient(plant.port())) {
            ARawClient.Chunk unusedKnown = raw.hello(url);
            raw.openWithoutSecurity();
            for (int length : new int[] {ServerLimits.ARRAY_ELEMENTS + 1, Integer.MAX_VALUE}) {
                raw.send(ARawClient.chunk(
                        "MSGF",
                        raw.message(ARawClient.GET_ENDPOINTS)
                                .put(ARawClient.text(url))
                                .putInt(length)
                                .putInt(-1)));
                assertThat(result(raw)).isEqualTo(StatusCodes.Bad_EncodingLimitsExceeded);
            }
            for (int length : new int[] {ServerLimits.STRING_BYTES + 1, Integer.MAX_VALUE}) {
                raw.send(ARawClient.chunk(
                        "MSGF",
                        raw.message(ARawClient.GET_ENDPOINTS).putInt(length).putInt(-1)));
                assertThat(result(raw)).isEqualTo(StatusCodes.Bad_EncodingLimitsExceeded);
            }
            raw.send(raw.getEndpointsOf(url));
            assertThat(result(raw)).isEqualTo(StatusCodes.Good);
        }
    }

    /** Of the answer: behind the numbers, the type, a time and the handle. */
    private static long result(ARawClient raw) throws Exception {
        ARawClient.Chunk answer = raw.receive().orElseThrow();
        assertThat(answer.kind()).isEqualTo("MSGF");
        ByteBuffer body = answer.body();
        return Integer.toUnsignedLong(body.getInt(4 * Integer.BYTES + 4 + Long.BYTES + Integer.BYTES));
    }

    private int told(NodeId capability) throws UaException {
        Object value = client.readValue(0.0, TimestampsToReturn.Both, capability)
                .value()
                .value();
        return ((UInteger) requireNonNull(value)).intValue();
    }

    private void bounded(int told, IntFunction<Variant> value) throws UaException {
        assertThat(given(value.apply(told))).as("as told").isNotEqualTo(StatusCodes.Bad_EncodingLimitsExceeded);
        Calls.assertRefused(() -> given(value.apply(told + 1)), StatusCodes.Bad_EncodingLimitsExceeded);
    }

    /** To a method that wants something else: what it says tells that it has been decoded. */
    private long given(Variant value) throws UaException {
        return requireNonNull(client.call(List.of(new CallMethodRequest(
                                NodeIds.Server, NodeIds.Server_GetMonitoredItems, new Variant[] {value})))
                        .getResults())[0]
                .getStatusCode()
                .value();
    }

    private Variant structure(Variant value) {
        return new Variant(ExtensionObject.encode(client.getStaticEncodingContext(), new LiteralOperand(value)));
    }

    private static Variant nested(int deep, UnaryOperator<Variant> in) {
        return Stream.iterate(new Variant(1), in).skip(deep).findFirst().orElseThrow();
    }

    private static DiagnosticInfo diagnostics(int deep) {
        return IntStream.range(0, deep)
                .boxed()
                .reduce(
                        DiagnosticInfo.NULL_VALUE,
                        (inner, unusedLevel) -> new DiagnosticInfo(1, 1, 1, 1, "x", null, inner),
                        (one, other) -> other);
    }

    private static <T> Stream<T> filled(int length, T element) {
        return Calls.many(element, length).stream();
    }
}
