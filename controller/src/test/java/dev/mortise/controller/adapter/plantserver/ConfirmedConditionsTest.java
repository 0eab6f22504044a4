package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.plantserver.AlarmClient.Event;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.port.Desk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SCADA confirms that what an alarm asked for was done, and is told which alarms wait for that. */
@Tag("wire")
class ConfirmedConditionsTest {

    private static final String NAME = AlarmStage.ABORTED.toString();
    private static final String[] STATES = {"ActiveState/Id", "AckedState/Id", "ConfirmedState/Id", "Retain"};

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
    void itIsRetainedAfterItIsAcknowledgedAndGoneUntilItIsConfirmed() throws Exception {
        Event raised = raisedAndHeard();
        assertThat(raised.of(STATES)).containsExactly("true", "false", "true", "true");

        Event known = acknowledged();
        assertThat(known.of(STATES)).containsExactly("true", "true", "false", "true");
        assertThat(known.get("ConfirmedState")).isEqualTo("Unconfirmed");
        assertThat(known.time("ConfirmedState/TransitionTime")).isEqualTo(known.time("Time"));

        Event gone = returned();
        assertThat(gone.of(STATES)).containsExactly("false", "true", "false", "true");
        assertThat(gone.time("ConfirmedState/TransitionTime")).isEqualTo(known.time("Time"));

        assertThat(stage.scada.confirm(raised, "a new hose")).isEqualTo(StatusCode.GOOD);
        assertThat(stage.plant.desk.asked)
                .containsExactly("alarm " + NAME + " Confirm[comment=a new hose, raisedAt=Optional["
                        + raised.time("Time") + "]] by op");

        stage.happens(new AlarmEvent.AlarmConfirmed(AlarmStage.ABORTED, "op", "a new hose", stage.now()));
        Event over = stage.heard(NAME, "Retain", "false");
        assertThat(over.of(STATES)).containsExactly("false", "true", "true", "false");
        assertThat(over.of("Comment", "ClientUserId")).containsExactly("a new hose", "op");
        assertThat(over.time("ConfirmedState/TransitionTime")).isEqualTo(over.time("Time"));
        assertThat(over.time("AckedState/TransitionTime")).isEqualTo(known.time("Time"));
        assertThat(stage.scada.confirm(gone, "late").value())
                .isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyConfirmed);
        assertThat(stage.plant.desk.asked).hasSize(1);
    }

    @Test
    void whatNobodyHasToConfirmIsConfirmedAlready() throws Exception {
        Event event = stage.raisedAndHeard();

        assertThat(event.get("ConfirmedState/Id")).isEqualTo("true");
        assertThat(stage.scada.confirm(event, "").value()).isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyConfirmed);
        assertThat(stage.plant.desk.asked).isEmpty();
    }

    @Test
    void whatWasRaisedAnewIsNotConfirmedByAnEventOfBefore() throws Exception {
        Event raised = raisedAndHeard();
        Event known = acknowledged();
        Event gone = returned();
        abortedAgain();
        Event again = stage.heard(NAME, "TimesRaised", "2");

        for (Event before : List.of(raised, known, gone)) {
            assertThat(stage.scada.confirm(before, "").value()).isEqualTo(StatusCodes.Bad_EventIdUnknown);
        }
        assertThat(stage.plant.desk.asked).isEmpty();
        assertThat(again.of(STATES)).containsExactly("true", "false", "true", "true");
        assertThat(stage.scada.confirm(again, "")).isEqualTo(StatusCode.GOOD);
    }

    @Test
    void whatTheDeskRefusesIsRefused() throws Exception {
        Event raised = raisedAndHeard();
        stage.plant.desk.refusal = Optional.of(new Desk.Reply.Refused("nobody has acknowledged it"));

        assertThat(stage.scada.confirm(raised, "").value()).isEqualTo(StatusCodes.Bad_InvalidState);
        assertThat(stage.scada.confirm(raised, "x".repeat(501)).value()).isEqualTo(StatusCodes.Bad_InvalidArgument);
    }

    @Test
    void whoHasJustComeIsToldOfWhatWaitsForItsConfirmationAndConfirmsIt() throws Exception {
        stage.raised(AlarmStage.ABORTED, Optional.of("it is known why"));
        stage.happens(new AlarmEvent.AlarmAcknowledged(AlarmStage.ABORTED, "op", "", stage.now()));
        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.ABORTED, stage.now()));
        AlarmClient other = new AlarmClient(stage.plant.trusted(Comes.properly()));
        List<UInteger> ids = other.listen(NodeIds.Server);

        assertThat(other.call(NodeIds.ConditionType, NodeIds.ConditionType_ConditionRefresh, new Variant(ids.get(0))))
                .isEqualTo(StatusCode.GOOD);
        Awaitility.await()
                .atMost(AlarmStage.PATIENCE)
                .until(() -> other.heard().stream().anyMatch(event -> NAME.equals(event.nameOrMessage())));

        assertThat(other.last(NAME).of(STATES)).containsExactly("false", "true", "false", "true");
        assertThat(other.confirm(other.last(NAME), "")).isEqualTo(StatusCode.GOOD);
    }

    @Test
    void theHistorySaysWhatWaitedForItsConfirmationAndUntilWhen() throws Exception {
        Event unusedRaised = raisedAndHeard();
        Event known = acknowledged();
        Event unusedGone = returned();
        stage.happens(new AlarmEvent.AlarmConfirmed(AlarmStage.ABORTED, "op", "a new hose", stage.now()));
        Event over = stage.heard(NAME, "Retain", "false");

        HistoryReadResult past = stage.scada.history(
                stage.scada.node("Line.Alarms"), AlarmStage.START, stage.now(), 0, ByteString.NULL_VALUE);

        List<Event> events = stage.scada.events(past);
        assertThat(events.stream().map(event -> event.of(STATES)))
                .containsExactly(
                        List.of("true", "false", "true", "true"),
                        List.of("true", "true", "false", "true"),
                        List.of("false", "true", "false", "true"),
                        List.of("false", "true", "true", "false"));
        assertThat(events.get(3).id()).isEqualTo(over.id());
        assertThat(events.get(3).of("Comment", "ClientUserId")).containsExactly("a new hose", "op");
        assertThat(times(events.get(3), "AckedState", "ConfirmedState"))
                .containsExactly(known.time("Time"), over.time("Time"));
    }

    private static List<Instant> times(Event event, String... states) {
        return List.of(states).stream()
                .map(state -> event.time(state + "/TransitionTime"))
                .toList();
    }

    private Event raisedAndHeard() throws Exception {
        List<UInteger> unusedIds = stage.scada.listen(NodeIds.Server);
        abortedAgain();
        return stage.heard(NAME, "ActiveState/Id", "true");
    }

    private void abortedAgain() {
        stage.raised(AlarmStage.ABORTED, Optional.of("it is known why"));
    }

    private Event acknowledged() {
        stage.happens(new AlarmEvent.AlarmAcknowledged(AlarmStage.ABORTED, "op", "I go there", stage.now()));
        return stage.heard(NAME, "AckedState/Id", "true");
    }

    private Event returned() {
        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.ABORTED, stage.now()));
        return stage.heard(NAME, "ActiveState/Id", "false");
    }
}
