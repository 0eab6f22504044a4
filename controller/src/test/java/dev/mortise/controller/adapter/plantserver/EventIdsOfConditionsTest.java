package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.AlarmClient.Event;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.port.Desk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With which codes of OPC 10000-9, 5.13, a SCADA is told that its event wants nothing more of it, or was never told. */
@Tag("wire")
class EventIdsOfConditionsTest {

    private static final String NAME = AlarmStage.ABORTED.toString();
    private static final ByteString NEVER_TOLD = ByteString.of(new byte[] {1});

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
    void everyEventOfAnAlarmThatIsOverIsAcknowledgedAndConfirmedAndAnotherIsUnknown() throws Exception {
        List<Event> told = livedAndOver();

        for (Event event : told) {
            assertThat(acknowledge(event.id())).isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyAcked);
            assertThat(confirm(event.id())).isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyConfirmed);
            assertThat(comment(event.id())).isEqualTo(StatusCodes.Bad_EventIdUnknown);
        }
        for (ByteString id : List.of(NEVER_TOLD, ByteString.NULL_VALUE)) {
            assertThat(acknowledge(id)).isEqualTo(StatusCodes.Bad_EventIdUnknown);
            assertThat(confirm(id)).isEqualTo(StatusCodes.Bad_EventIdUnknown);
            assertThat(comment(id)).isEqualTo(StatusCodes.Bad_EventIdUnknown);
        }
        assertThat(stage.plant.desk.asked).isEmpty();
    }

    @Test
    void whatIsOverIsNotShelvedAndNotOnAShelf() throws Exception {
        List<Event> unusedTold = livedAndOver();

        assertThat(call(condition(), NodeIds.ShelvedStateMachineType_TimedShelve, new Variant(60_000.0)))
                .isEqualTo(StatusCodes.Bad_InvalidState);
        assertThat(call(condition(), NodeIds.ShelvedStateMachineType_OneShotShelve))
                .isEqualTo(StatusCodes.Bad_InvalidState);
        assertThat(call(condition(), NodeIds.ShelvedStateMachineType_Unshelve))
                .isEqualTo(StatusCodes.Bad_ConditionNotShelved);
        assertThat(stage.plant.desk.asked).isEmpty();
    }

    @Test
    void aConditionThatNeverWasIsNoNode() throws Exception {
        Event event = stage.raisedAndHeard();
        NodeId never = stage.scada.node("Line.Alarms.LEAK-A.HELD");

        assertThat(List.of(
                        call(never, NodeIds.AcknowledgeableConditionType_Acknowledge, id(event.id()), text("")),
                        call(never, NodeIds.AcknowledgeableConditionType_Confirm, id(event.id()), text("")),
                        call(never, NodeIds.ConditionType_AddComment, id(event.id()), text("x")),
                        call(never, NodeIds.ShelvedStateMachineType_TimedShelve, new Variant(60_000.0)),
                        call(never, NodeIds.ShelvedStateMachineType_Unshelve)))
                .containsOnly(StatusCodes.Bad_NodeIdUnknown);
    }

    @Test
    void everyEventSinceItWasRaisedIsTheAlarmsAlsoWhenAnotherExplainedItMeanwhile() throws Exception {
        List<UInteger> unusedIds = stage.scada.listen(NodeIds.Server);
        stage.raised(AlarmStage.ABORTED);
        Event raised = stage.heard(NAME, "ActiveState/Id", "true");
        Event suppressed = suppressed();
        assertThat(suppressed.id()).isNotEqualTo(raised.id());
        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.LINK, stage.now()));
        Event alone = stage.heard(NAME, "SuppressedState/Id", "false");
        assertThat(alone.id()).isNotEqualTo(suppressed.id());

        assertThat(acknowledge(suppressed.id())).isEqualTo(StatusCode.GOOD.value());
        assertThat(acknowledge(alone.id())).isEqualTo(StatusCode.GOOD.value());

        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.ABORTED, stage.now()));
        stage.raised(AlarmStage.ABORTED);
        Event unusedAnew = stage.heard(NAME, "TimesRaised", "2");
        assertThat(acknowledge(suppressed.id())).isEqualTo(StatusCodes.Bad_EventIdUnknown);
    }

    @Test
    void whoWasNotTheFirstIsToldWhatHasHappenedMeanwhile() throws Exception {
        List<UInteger> unusedIds = stage.scada.listen(NodeIds.Server);
        raised();
        Event raised = stage.heard(NAME, "ActiveState/Id", "true");

        stage.plant.desk.meanwhile = this::acknowledged;
        stage.plant.desk.refusal = Optional.of(new Desk.Reply.Refused("somebody was quicker"));
        assertThat(acknowledge(raised.id())).isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyAcked);

        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.ABORTED, stage.now()));
        Event gone = stage.heard(NAME, "ActiveState/Id", "false");
        stage.plant.desk.meanwhile = this::raised;
        assertThat(confirm(gone.id())).as("raised anew").isEqualTo(StatusCodes.Bad_EventIdUnknown);

        stage.plant.desk.meanwhile = () -> {
            acknowledged();
            stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.ABORTED, stage.now()));
            stage.happens(new AlarmEvent.AlarmConfirmed(AlarmStage.ABORTED, "anna", "", stage.now()));
        };
        Event again = stage.heard(NAME, "TimesRaised", "2");
        assertThat(acknowledge(again.id())).as("over").isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyAcked);
    }

    /** All events of an alarm that was acknowledged and confirmed, one of them of a change that is no line of the history. */
    private List<Event> livedAndOver() throws Exception {
        List<UInteger> unusedIds = stage.scada.listen(NodeIds.Server);
        raised();
        Event raised = stage.heard(NAME, "ActiveState/Id", "true");
        Event suppressed = suppressed();
        acknowledged();
        Event known = stage.heard(NAME, "AckedState/Id", "true");
        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.ABORTED, stage.now()));
        Event gone = stage.heard(NAME, "ActiveState/Id", "false");
        stage.happens(new AlarmEvent.AlarmConfirmed(AlarmStage.ABORTED, "op", "a new hose", stage.now()));
        return List.of(raised, suppressed, known, gone, stage.heard(NAME, "Retain", "false"));
    }

    private Event suppressed() {
        stage.raised(AlarmStage.LINK);
        return stage.heard(NAME, "SuppressedState/Id", "true");
    }

    private void raised() {
        stage.raised(AlarmStage.ABORTED, Optional.of("it is known why"));
    }

    private void acknowledged() {
        stage.happens(new AlarmEvent.AlarmAcknowledged(AlarmStage.ABORTED, "anna", "", stage.now()));
    }

    private long acknowledge(ByteString eventId) throws Exception {
        return stage.scada.acknowledge(condition(), eventId, "").value();
    }

    private long confirm(ByteString eventId) throws Exception {
        return call(condition(), NodeIds.AcknowledgeableConditionType_Confirm, id(eventId), text(""));
    }

    private long comment(ByteString eventId) throws Exception {
        return call(condition(), NodeIds.ConditionType_AddComment, id(eventId), text("late"));
    }

    private NodeId condition() {
        return stage.scada.node("Line.Alarms." + NAME);
    }

    private long call(NodeId condition, NodeId method, Variant... arguments) throws Exception {
        return stage.scada.call(condition, method, arguments).value();
    }

    private static Variant id(ByteString eventId) {
        return new Variant(eventId);
    }

    private static Variant text(String words) {
        return new Variant(LocalizedText.english(words));
    }
}
