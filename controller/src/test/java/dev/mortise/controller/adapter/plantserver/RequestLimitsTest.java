package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.ViewDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What single requests may ask for, one step beyond it. */
@Tag("wire")
class RequestLimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private APlant plant;
    private OpcUaClient client;

    @BeforeEach
    void open() throws Exception {
        plant = new APlant(directory);
        client = plant.trusted(Comes.properly());
    }

    @AfterEach
    void close() {
        try {
            assertThat(Calls.works(client)).as("the same client").isTrue();
        } finally {
            plant.close();
        }
    }

    @Test
    void asManyPublishesWaitAsASessionMayHaveAndTheOthersAreRefused() throws Exception {
        UInteger unusedSilent = Calls.subscription(client);
        List<CompletableFuture<UaResponseMessageType>> waiting = new ArrayList<>();
        for (int i = 0; i < ServerLimits.PUBLISHES_WAITING + 30; i++) {
            waiting.add(client.sendRequestAsync(new PublishRequest(
                    client.newRequestHeader(client.getSession().getAuthenticationToken(), uint(0)), null)));
        }

        Awaitility.await().atMost(PATIENCE).until(() -> refused(waiting) > 0 && Calls.works(client));
        assertThat(waiting)
                .filteredOn(CompletableFuture::isCompletedExceptionally)
                .allSatisfy(one -> assertThatThrownBy(one::join)
                        .hasRootCauseInstanceOf(UaException.class)
                        .hasMessageContaining("Bad_TooManyPublishRequests"));
    }

    private static long refused(List<CompletableFuture<UaResponseMessageType>> waiting) {
        return waiting.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .count();
    }

    @Test
    void aCallHasNoMoreOperationsThanOneCallMay() throws Exception {
        int nodes = ServerLimits.NODES_PER_CALL + 1;
        NodeId node = NodeIds.Server;
        BrowseDescription browse =
                new BrowseDescription(node, BrowseDirection.Forward, NodeIds.References, true, uint(0), uint(0));
        HistoryReadValueId history =
                new HistoryReadValueId(node, null, QualifiedName.NULL_VALUE, ByteString.NULL_VALUE);
        CallMethodRequest call = new CallMethodRequest(node, NodeIds.Server_GetMonitoredItems, null);
        List<ThrowingCallable> calls = List.of(
                () -> client.read(0.0, TimestampsToReturn.Both, Calls.many(Calls.value(node), nodes)),
                () -> client.write(Calls.many(
                        new WriteValue(node, AttributeId.Value.uid(), null, DataValue.valueOnly(new Variant(1))),
                        nodes)),
                () -> client.browse(Calls.many(browse, nodes)),
                () -> client.registerNodes(Calls.many(node, nodes)),
                () -> client.translateBrowsePaths(Calls.many(new BrowsePath(node, new RelativePath(null)), nodes)),
                () -> client.call(Calls.many(call, ServerLimits.METHODS_PER_CALL + 1)),
                () -> client.sendRequest(new HistoryReadRequest(
                        client.newRequestHeader(client.getSession().getAuthenticationToken()),
                        ExtensionObject.of(ByteString.NULL_VALUE, NodeId.NULL_VALUE),
                        TimestampsToReturn.Both,
                        false,
                        Calls.many(history, ServerLimits.HISTORIES_PER_CALL + 1).toArray(HistoryReadValueId[]::new))));

        assertThat(calls).allSatisfy(one -> Calls.assertRefused(one, StatusCodes.Bad_TooManyOperations));
    }

    @Test
    void asManyListsAreHalfReadAsASessionMayHaveAndTheOthersAreRefused() throws Exception {
        BrowseDescription browse = new BrowseDescription(
                NodeIds.Server, BrowseDirection.Forward, NodeIds.References, true, uint(0), uint(0));
        int most = ServerLimits.CONTINUATION_POINTS;
        ViewDescription all = new ViewDescription(NodeId.NULL_VALUE, DateTime.MIN_VALUE, uint(0));

        BrowseResult[] one = client.browse(all, uint(1), Calls.many(browse, 1)).getResults();
        BrowseResult[] many =
                client.browse(all, uint(1), Calls.many(browse, most + 3)).getResults();

        assertThat(one).allSatisfy(result -> assertThat(result.getStatusCode()).isEqualTo(StatusCode.GOOD));
        assertThat(Arrays.copyOf(many, most - 1))
                .allSatisfy(result -> assertThat(result.getStatusCode()).isEqualTo(StatusCode.GOOD));
        assertThat(Arrays.copyOfRange(many, most - 1, many.length)).hasSize(4).allSatisfy(result -> {
            assertThat(result.getStatusCode().value()).isEqualTo(StatusCodes.Bad_NoContinuationPoints);
            assertThat(result.getContinuationPoint().isNull()).isTrue();
            assertThat(result.getReferences()).isEmpty();
        });
        BrowseResult[] next = client.browseNext(
                        false, List.of(many[0].getContinuationPoint(), one[0].getContinuationPoint()))
                .getResults();
        assertThat(next)
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.getReferences()).hasSize(1));
    }

    @Test
    void aMessageThatIsTooLongIsRefusedWithoutBeingDecoded() throws Exception {
        List<ReadValueId> long1 = Stream.generate(() -> Calls.value(new NodeId(1, "x".repeat(1_024))))
                .limit(ServerLimits.MESSAGE_BYTES / 1_024 + 1)
                .toList();

        Calls.assertRefused(
                () -> client.read(0.0, TimestampsToReturn.Both, long1),
                StatusCodes.Bad_RequestTooLarge,
                StatusCodes.Bad_EncodingLimitsExceeded,
                StatusCodes.Bad_TcpMessageTooLarge);
    }

    @Test
    void ofSeveralMethodsInOneCallEachIsCarriedOutOnceWhateverBecomesOfTheOthers() throws Exception {
        JobClient jobs = new JobClient(client, plant.jobStructures());
        CallMethodRequest good = jobs.request("StoreAndStart", jobs.job("R-1", "nvl72"));
        CallMethodRequest forbidden = jobs.request("Store", jobs.job("R-2", "nvl72"));
        plant.forbid(forbidden.getMethodId());

        CallMethodResult[] results = client.call(List.of(forbidden, good)).getResults();

        assertThat(results).hasSize(2);
        assertThat(results[0].getStatusCode().value()).isEqualTo(StatusCodes.Bad_UserAccessDenied);
        assertThat(results[1].getStatusCode().isGood()).isTrue();
        assertThat(plant.desk.asked).containsExactly("order R-1 nvl72 by op");
    }

    @Test
    void aRequestThatMiloCannotCarryOutIsAnsweredAndNotLeftAlone() throws Exception {
        HistoryReadValueId history =
                new HistoryReadValueId(NodeIds.Server, null, QualifiedName.NULL_VALUE, ByteString.NULL_VALUE);

        Calls.assertRefused(
                () -> client.sendRequest(new HistoryReadRequest(
                        client.newRequestHeader(client.getSession().getAuthenticationToken()),
                        ExtensionObject.encode(
                                client.getStaticEncodingContext(),
                                new ReadValueId(NodeIds.Server, uint(1), null, QualifiedName.NULL_VALUE)),
                        TimestampsToReturn.Both,
                        false,
                        new HistoryReadValueId[] {history})),
                StatusCodes.Bad_DecodingError);
    }
}
