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
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
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

/** A SCADA sees the line's alarms as conditions and acts on them. */
@Tag("wire")
class AlarmConditionsTest {

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
    void anAlarmThatIsRaisedIsAConditionWithWhatItIsAbout() throws Exception {
        List<UInteger> unusedIds = stage.scada.listen(NodeIds.Server);

        stage.raised(AlarmStage.LINK);

        Event event = stage.heard(AlarmStage.NAME, "ActiveState/Id", "true");
        assertThat(event.condition()).isEqualTo(stage.scada.node("Line.Alarms." + AlarmStage.NAME));
        assertThat(event.of("Message", "Severity", "Retain", "AckedState/Id", "EnabledState/Id", "ClientUserId"))
                .containsExactly("the PLC is silent", "500", "true", "false", "true", "");
        assertThat(event.of("Kind", "Remedy", "Cell")).containsExactly("LINK_DOWN", "look at the switch", "TRAY-A");
        assertThat(event.of("SuppressedState/Id", "SuppressedOrShelved", "ShelvingState/CurrentState"))
                .containsExactly("false", "false", "Unshelved");
        assertThat(event.quality().isGood()).isTrue();
    }

    @Test
    void whoListensToTheCellTheAlarmsOrTheLineHearsItToo() throws Exception {
        for (String node : List.of("Line", "Line.Alarms", "Line.Cells.TRAY-A", "Line.Cells.LEAK-A")) {
            List<UInteger> unusedIds = stage.scada.listen(stage.scada.node(node));
        }

        stage.raised(AlarmStage.LINK);

        Awaitility.await()
                .atMost(AlarmStage.PATIENCE)
                .until(() -> stage.scada.heard().size() == 3);
    }

    @Test
    void itIsAcknowledgedByTheEventThatWasSeenAndEndsWithItsReturn() throws Exception {
        Event event = stage.raisedAndHeard();

        assertThat(stage.scada.acknowledge(event, "I go there")).isEqualTo(StatusCode.GOOD);
        assertThat(stage.plant.desk.asked)
                .containsExactly("alarm " + AlarmStage.NAME + " Acknowledge[comment=I go there, raisedAt=Optional["
                        + event.time("Time") + "]] by op");

        stage.happens(new AlarmEvent.AlarmAcknowledged(AlarmStage.LINK, "op", "I go there", stage.now()));
        Event known = stage.heard(AlarmStage.NAME, "AckedState/Id", "true");
        assertThat(known.of("Comment", "ClientUserId", "Retain")).containsExactly("I go there", "op", "true");
        assertThat(stage.scada.acknowledge(event, "again").value())
                .isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyAcked);

        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.LINK, stage.now()));
        Event over = stage.heard(AlarmStage.NAME, "Retain", "false");
        assertThat(over.of("ActiveState/Id", "AckedState/Id", "ClientUserId")).containsExactly("false", "true", "op");
        assertThat(stage.scada.acknowledge(event, "late").value())
                .isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyAcked);
        assertThat(stage.plant.desk.asked).hasSize(1);
    }

    @Test
    void whatWasRaisedAnewIsNotAcknowledgedByAnEventOfBefore() throws Exception {
        Event event = stage.raisedAndHeard();
        stage.happens(new AlarmEvent.AlarmReturned(AlarmStage.LINK, stage.now()));
        Event returned = stage.heard(AlarmStage.NAME, "ActiveState/Id", "false");
        stage.raised(AlarmStage.LINK);
        Event again = stage.heard(AlarmStage.NAME, "TimesRaised", "2");

        assertThat(stage.scada.acknowledge(event, "").value()).isEqualTo(StatusCodes.Bad_EventIdUnknown);
        assertThat(stage.scada.acknowledge(returned, "").value()).isEqualTo(StatusCodes.Bad_EventIdUnknown);
        assertThat(stage.scada
                        .acknowledge(again.condition(), ByteString.of(new byte[] {1}), "")
                        .value())
                .isEqualTo(StatusCodes.Bad_EventIdUnknown);
        assertThat(stage.scada.acknowledge(again, "")).isEqualTo(StatusCode.GOOD);
        assertThat(stage.scada
                        .acknowledge(stage.scada.node("Line.Alarms.LEAK-A.HELD"), again.id(), "")
                        .value())
                .isEqualTo(StatusCodes.Bad_NodeIdUnknown);
    }

    @Test
    void aCommentIsTheConditionsAndItsAuthorsToo() throws Exception {
        Event event = stage.raisedAndHeard();

        assertThat(call(event, NodeIds.ConditionType_AddComment, eventId(event), text("spare part is ordered")))
                .isEqualTo(StatusCode.GOOD);
        assertThat(stage.plant.desk.asked)
                .containsExactly("alarm " + AlarmStage.NAME + " Comment[comment=spare part is ordered] by op");
        stage.happens(new AlarmEvent.AlarmCommented(AlarmStage.LINK, "op", "spare part is ordered", stage.now()));

        Event commented = stage.heard(AlarmStage.NAME, "Comment", "spare part is ordered");
        assertThat(commented.of("ClientUserId", "AckedState/Id")).containsExactly("op", "false");
        assertThat(stage.scada.acknowledge(event, ""))
                .as("it is still the same alarm")
                .isEqualTo(StatusCode.GOOD);
    }

    @Test
    void itIsShelvedForWholeMinutesOfOneShiftAtMostAndTakenBack() throws Exception {
        Event event = stage.raisedAndHeard();

        assertThat(call(event, NodeIds.ShelvedStateMachineType_TimedShelve, new Variant(119_000.0)))
                .isEqualTo(StatusCode.GOOD);
        assertThat(call(event, NodeIds.ShelvedStateMachineType_TimedShelve2, new Variant(60_000.0), text("chatters")))
                .isEqualTo(StatusCode.GOOD);
        assertThat(stage.plant.desk.asked)
                .containsExactly(
                        "alarm " + AlarmStage.NAME + " Shelve[minutes=1, reason=asked by OPC UA] by op",
                        "alarm " + AlarmStage.NAME + " Shelve[minutes=1, reason=chatters] by op");
        for (double wrong : new double[] {-1, 0, 59_999, 481 * 60_000.0, Double.NaN}) {
            assertThat(call(event, NodeIds.ShelvedStateMachineType_TimedShelve, new Variant(wrong))
                            .value())
                    .as("for %s ms", wrong)
                    .isEqualTo(StatusCodes.Bad_ShelvingTimeOutOfRange);
        }
        assertThat(call(event, NodeIds.ShelvedStateMachineType_Unshelve).value())
                .isEqualTo(StatusCodes.Bad_ConditionNotShelved);

        stage.happens(new AlarmEvent.AlarmShelved(
                AlarmStage.LINK, "op", Instant.now().plusSeconds(600), "chatters", stage.now()));
        Event shelved = stage.heard(AlarmStage.NAME, "ShelvingState/CurrentState", "TimedShelved");
        assertThat(shelved.get("SuppressedOrShelved")).isEqualTo("true");
        assertThat(Double.parseDouble((String) shelved.get("ShelvingState/UnshelveTime")))
                .isBetween(1.0, 600_000.0);
        assertThat(call(shelved, NodeIds.ShelvedStateMachineType_Unshelve)).isEqualTo(StatusCode.GOOD);
    }

    @Test
    void anAlarmIsShelvedUntilItsCauseIsGoneOnceAndTakenBackByAnyMethodOfTheModel() throws Exception {
        Event event = stage.raisedAndHeard();
        assertThat(call(event, NodeIds.ShelvedStateMachineType_OneShotShelve)).isEqualTo(StatusCode.GOOD);
        assertThat(call(event, NodeIds.ShelvedStateMachineType_OneShotShelve2, text("chatters")))
                .isEqualTo(StatusCode.GOOD);

        stage.happens(new AlarmEvent.AlarmShelvedUntilGone(
                AlarmStage.LINK, "op", Instant.now().plusSeconds(600), "chatters", stage.now()));
        Event shelved = stage.heard(AlarmStage.NAME, "ShelvingState/CurrentState", "OneShotShelved");
        assertThat(shelved.get("SuppressedOrShelved")).isEqualTo("true");
        assertThat(call(shelved, NodeIds.ShelvedStateMachineType_OneShotShelve).value())
                .isEqualTo(StatusCodes.Bad_ConditionAlreadyShelved);
        assertThat(call(shelved, NodeIds.ShelvedStateMachineType_Unshelve2, text("look at it")))
                .isEqualTo(StatusCode.GOOD);

        assertThat(stage.plant.desk.asked)
                .containsExactly(
                        "alarm " + AlarmStage.NAME + " ShelveUntilGone[reason=asked by OPC UA] by op",
                        "alarm " + AlarmStage.NAME + " ShelveUntilGone[reason=chatters] by op",
                        "alarm " + AlarmStage.NAME + " Unshelve[] by op");
    }

    @Test
    void whatTheLineHasNotIsRefused() throws Exception {
        Event event = stage.raisedAndHeard();

        assertThat(List.of(
                        call(event, NodeIds.ConditionType_Disable).value(),
                        call(event, NodeIds.ConditionType_Enable).value()))
                .containsOnly(StatusCodes.Bad_NotSupported);
        assertThat(stage.plant.desk.asked).isEmpty();
    }

    @Test
    void whatTheDeskRefusesIsRefusedAndAReportIsNoComment() throws Exception {
        Event event = stage.raisedAndHeard();
        assertThat(stage.scada.acknowledge(event, "x".repeat(501)).value()).isEqualTo(StatusCodes.Bad_InvalidArgument);

        stage.plant.desk.refusal = Optional.of(new Desk.Reply.Refused("alarms cannot be stored stage.now()"));
        assertThat(stage.scada.acknowledge(event, "").value()).isEqualTo(StatusCodes.Bad_InvalidState);
        stage.plant.desk.refusal = Optional.of(new Desk.Reply.Unanswered("no answer within 5 s"));
        assertThat(stage.scada.acknowledge(event, "").value()).isEqualTo(StatusCodes.Bad_Timeout);
    }

    @Test
    void aViewerSeesAlarmsAndActsOnNone() throws Exception {
        AlarmClient viewer = new AlarmClient(
                stage.plant.trusted(Comes.properly().as(new UsernameProvider("viewer", APlant.PASSWORD))));
        List<UInteger> unusedIds = viewer.listen(NodeIds.Server);
        stage.raised(AlarmStage.LINK);
        Awaitility.await()
                .atMost(AlarmStage.PATIENCE)
                .until(() -> viewer.heard().size() == 1);
        Event event = viewer.last(AlarmStage.NAME);

        assertThat(List.of(
                        viewer.acknowledge(event, "").value(),
                        viewer.confirm(event, "").value(),
                        viewer.call(event.condition(), NodeIds.ConditionType_AddComment, eventId(event), text("x"))
                                .value(),
                        viewer.call(
                                        event.condition(),
                                        NodeIds.ShelvedStateMachineType_TimedShelve,
                                        new Variant(60_000.0))
                                .value(),
                        viewer.call(event.condition(), NodeIds.ShelvedStateMachineType_Unshelve)
                                .value(),
                        viewer.call(event.condition(), NodeIds.ConditionType_Disable)
                                .value()))
                .containsOnly(StatusCodes.Bad_UserAccessDenied);
        assertThat(stage.plant.desk.asked).isEmpty();
    }

    private StatusCode call(Event event, NodeId method, Variant... arguments) throws Exception {
        return stage.scada.call(event.condition(), method, arguments);
    }

    private static Variant eventId(Event event) {
        return new Variant(event.id());
    }

    private static Variant text(String words) {
        return new Variant(LocalizedText.english(words));
    }
}
