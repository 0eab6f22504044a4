package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.plantserver.AlarmClient.Event;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a SCADA is told of alarms beside the news: what is open when it comes, what is suppressed, what happened before. */
@Tag("wire")
class AlarmPastAndPresentTest {

    @TempDir
    Path directory;

    private AlarmStage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new AlarmStage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void anAlarmThatAnotherExplainsIsSuppressedAndItsStateUncertain() throws Exception {
        List<UInteger> unusedIds = stage.scada.listen(NodeIds.Server);
        stage.raised(AlarmStage.ABORTED);
        Event aborted = stage.heard(AlarmStage.ABORTED.toString(), "ActiveState/Id", "true");

        stage.raised(AlarmStage.LINK);

        Event suppressed = stage.heard(AlarmStage.ABORTED.toString(), "SuppressedState/Id", "true");
        assertThat(suppressed.of("SuppressedOrShelved", "SuppressedBy")).containsExactly("true", AlarmStage.NAME);
        assertThat(suppressed.quality().isUncertain()).isTrue();
        assertThat(suppressed.id()).isNotEqualTo(aborted.id());
        assertThat(stage.scada.acknowledge(aborted, ""))
                .as("it was not raised anew")
                .isEqualTo(StatusCode.GOOD);
    }

    @Test
    void whoHasJustComeIsToldOfWhatIsOpenAndNobodyElseIs() throws Exception {
        stage.raised(AlarmStage.ABORTED);
        stage.raised(AlarmStage.LINK);
        AlarmClient other = new AlarmClient(stage.plant.trusted(Comes.properly()));
        List<UInteger> otherIds = other.listen(NodeIds.Server);
        List<UInteger> ids = stage.scada.listen(NodeIds.Server);

        assertThat(refresh(NodeIds.ConditionType_ConditionRefresh, ids.get(0))).isEqualTo(StatusCode.GOOD);
        List<String> all = List.of("RefreshStart", AlarmStage.NAME, AlarmStage.ABORTED.toString(), "RefreshEnd");
        Awaitility.await()
                .atMost(AlarmStage.PATIENCE)
                .until(() -> stage.scada.heard().size() == all.size());
        assertThat(stage.scada.heard().stream().map(Event::nameOrMessage)).containsExactlyElementsOf(all);
        assertThat(stage.scada.acknowledge(stage.scada.last(AlarmStage.NAME), ""))
                .isEqualTo(StatusCode.GOOD);

        stage.scada.forget();
        assertThat(refresh(NodeIds.ConditionType_ConditionRefresh2, ids.get(0), ids.get(1)))
                .isEqualTo(StatusCode.GOOD);
        Awaitility.await()
                .atMost(AlarmStage.PATIENCE)
                .until(() -> stage.scada.heard().size() == all.size());
        assertThat(refresh(NodeIds.ConditionType_ConditionRefresh, otherIds.get(0))
                        .value())
                .as("a subscription of somebody else")
                .isEqualTo(StatusCodes.Bad_SubscriptionIdInvalid);
        assertThat(refresh(NodeIds.ConditionType_ConditionRefresh2, ids.get(0), UInteger.MAX)
                        .value())
                .isEqualTo(StatusCodes.Bad_MonitoredItemIdInvalid);
        stage.happens(new AlarmEvent.AlarmCommented(AlarmStage.LINK, "op", "marker", stage.now()));
        Awaitility.await()
                .atMost(AlarmStage.PATIENCE)
                .until(() -> !other.heard().isEmpty());
        assertThat(other.heard()).hasSize(1);
    }

    @Test
    void whatHappenedIsReadByTimePageByPageWithTheIdsOfTheEvents() throws Exception {
        Event event = stage.raisedAndHeard();
        Instant raisedAt = stage.now();
        stage.happens(new AlarmEvent.AlarmAcknowledged(AlarmStage.LINK, "op", "I go there", stage.now()));
        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.LINK, stage.now()));
        stage.raised(AlarmStage.ABORTED);

        NodeId alarms = stage.scada.node("Line.Alarms");
        HistoryReadResult first = stage.scada.history(alarms, AlarmStage.START, stage.now(), 3, ByteString.NULL_VALUE);
        assertThat(stage.scada.events(first).stream().map(one -> one.of("ActiveState/Id", "AckedState/Id", "Retain")))
                .containsExactly(
                        List.of("true", "false", "true"),
                        List.of("true", "true", "true"),
                        List.of("false", "true", "false"));
        assertThat(stage.scada.events(first).get(0).id()).isEqualTo(event.id());
        assertThat(stage.scada.events(first).get(0).condition()).isEqualTo(event.condition());
        assertThat(stage.scada.events(first).get(1).of("Comment", "ClientUserId"))
                .containsExactly("I go there", "op");

        HistoryReadResult rest =
                stage.scada.history(alarms, AlarmStage.START, stage.now(), 3, first.getContinuationPoint());
        assertThat(stage.scada.events(rest).stream().map(Event::name)).containsExactly(AlarmStage.ABORTED.toString());
        assertThat(rest.getContinuationPoint().isNull()).isTrue();

        assertThat(
                        stage
                                .scada
                                .events(stage.scada.history(alarms, stage.now(), raisedAt, 0, ByteString.NULL_VALUE))
                                .stream()
                                .map(Event::name))
                .as("newest first")
                .containsExactly(AlarmStage.ABORTED.toString(), AlarmStage.NAME, AlarmStage.NAME);
        assertThat(stage.scada
                        .history(
                                stage.scada.node("Line.Cells"), AlarmStage.START, stage.now(), 3, ByteString.NULL_VALUE)
                        .getStatusCode()
                        .value())
                .isEqualTo(StatusCodes.Bad_HistoryOperationUnsupported);
    }

    private StatusCode refresh(NodeId method, UInteger... arguments) throws Exception {
        return stage.scada.call(
                NodeIds.ConditionType,
                method,
                List.of(arguments).stream().map(Variant::new).toArray(Variant[]::new));
    }
}
