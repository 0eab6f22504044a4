package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.plantserver.AlarmClient.Event;
import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.alarm.AlarmId;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SCADA sees the line's alarms as conditions and acts on them. */
@Tag("wire")
class AlarmConditionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
    private static final AlarmId LINK = new AlarmId("TRAY-A", Kind.LINK_DOWN);
    private static final AlarmId ABORTED = new AlarmId("TRAY-A", Kind.UNIT_ABORTED);
    private static final String NAME = LINK.toString();

    @TempDir
    Path directory;

    private APlant plant;
    private AlarmClient scada;
    private AlarmBook book = AlarmBook.EMPTY;
    private Instant now = START;

    @BeforeEach
    void connect() throws Exception {
        plant = new APlant(directory);
        scada = new AlarmClient(plant.trusted(Comes.properly()));
    }

    @AfterEach
    void close() {
        plant.close();
    }

    @Test
    void anAlarmThatIsRaisedIsAConditionWithWhatItIsAbout() throws Exception {
        plant.board.put(busyCell());
        List<UInteger> unusedIds = scada.listen(NodeIds.Server);

        raised(LINK);

        Event event = heard(NAME, "ActiveState/Id", "true");
        assertThat(event.condition()).isEqualTo(scada.node("Line.Alarms." + NAME));
        assertThat(event.of("Message", "Severity", "Retain", "AckedState/Id", "EnabledState/Id", "ClientUserId"))
                .containsExactly("the PLC is silent", "500", "true", "false", "true", "");
        assertThat(event.of("Kind", "Remedy", "Cell", "Part", "Operation", "Attempt"))
                .containsExactly("LINK_DOWN", "look at the switch", "TRAY-A", "R-0007", "insert-tray-3", "2");
        assertThat(event.of("SuppressedState/Id", "SuppressedOrShelved", "ShelvingState/CurrentState"))
                .containsExactly("false", "false", "Unshelved");
        assertThat(((StatusCode) event.fields().get("Quality").value()).isGood())
                .isTrue();
    }

    @Test
    void whoListensToTheCellTheAlarmsOrTheLineHearsItToo() throws Exception {
        plant.board.put(busyCell());
        for (String node : List.of("Line", "Line.Alarms", "Line.Cells.TRAY-A", "Line.Cells.LEAK-A")) {
            List<UInteger> unusedIds = scada.listen(scada.node(node));
        }

        raised(LINK);

        Awaitility.await().atMost(PATIENCE).until(() -> scada.heard().size() == 3);
    }

    @Test
    void itIsAcknowledgedByTheEventThatWasSeenAndEndsWithItsReturn() throws Exception {
        Event event = raisedAndHeard();

        assertThat(scada.acknowledge(event, "I go there")).isEqualTo(StatusCode.GOOD);
        assertThat(plant.desk.asked).containsExactly("alarm " + NAME + " Acknowledge[comment=I go there] by op");

        happens(new AlarmEvent.AlarmAcknowledged(LINK, "op", "I go there", now));
        Event known = heard(NAME, "AckedState/Id", "true");
        assertThat(known.of("Comment", "ClientUserId", "Retain")).containsExactly("I go there", "op", "true");
        assertThat(scada.acknowledge(event, "again").value()).isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyAcked);

        happens(new AlarmEvent.AlarmReturned(LINK, now));
        Event over = heard(NAME, "Retain", "false");
        assertThat(over.of("ActiveState/Id", "AckedState/Id", "ClientUserId")).containsExactly("false", "true", "op");
        assertThat(scada.acknowledge(event, "late").value()).isEqualTo(StatusCodes.Bad_ConditionBranchAlreadyAcked);
        assertThat(plant.desk.asked).hasSize(1);
    }

    @Test
    void whatWasRaisedAnewIsNotAcknowledgedByAnEventOfBefore() throws Exception {
        Event event = raisedAndHeard();
        happens(new AlarmEvent.AlarmReturned(LINK, now));
        Event returned = heard(NAME, "ActiveState/Id", "false");
        raised(LINK);
        Event again = heard(NAME, "TimesRaised", "2");

        assertThat(scada.acknowledge(event, "").value()).isEqualTo(StatusCodes.Bad_EventIdUnknown);
        assertThat(scada.acknowledge(returned, "").value()).isEqualTo(StatusCodes.Bad_EventIdUnknown);
        assertThat(scada.acknowledge(again.condition(), ByteString.of(new byte[] {1}), "")
                        .value())
                .isEqualTo(StatusCodes.Bad_EventIdUnknown);
        assertThat(scada.acknowledge(again, "")).isEqualTo(StatusCode.GOOD);
        assertThat(scada.acknowledge(scada.node("Line.Alarms.LEAK-A.HELD"), again.id(), "")
                        .value())
                .isEqualTo(StatusCodes.Bad_NodeIdUnknown);
    }

    @Test
    void aCommentIsTheConditionsAndItsAuthorsToo() throws Exception {
        Event event = raisedAndHeard();

        assertThat(call(event, NodeIds.ConditionType_AddComment, eventId(event), text("spare part is ordered")))
                .isEqualTo(StatusCode.GOOD);
        assertThat(plant.desk.asked).containsExactly("alarm " + NAME + " Comment[comment=spare part is ordered] by op");
        happens(new AlarmEvent.AlarmCommented(LINK, "op", "spare part is ordered", now));

        Event commented = heard(NAME, "Comment", "spare part is ordered");
        assertThat(commented.of("ClientUserId", "AckedState/Id")).containsExactly("op", "false");
        assertThat(scada.acknowledge(event, ""))
                .as("it is still the same alarm")
                .isEqualTo(StatusCode.GOOD);
    }

    @Test
    void itIsShelvedForWholeMinutesOfOneShiftAtMostAndTakenBack() throws Exception {
        Event event = raisedAndHeard();

        assertThat(call(event, NodeIds.ShelvedStateMachineType_TimedShelve, new Variant(119_000.0)))
                .isEqualTo(StatusCode.GOOD);
        assertThat(call(event, NodeIds.ShelvedStateMachineType_TimedShelve2, new Variant(60_000.0), text("chatters")))
                .isEqualTo(StatusCode.GOOD);
        assertThat(plant.desk.asked)
                .containsExactly(
                        "alarm " + NAME + " Shelve[minutes=1, reason=asked by OPC UA] by op",
                        "alarm " + NAME + " Shelve[minutes=1, reason=chatters] by op");
        for (double wrong : new double[] {-1, 0, 59_999, 481 * 60_000.0, Double.NaN}) {
            assertThat(call(event, NodeIds.ShelvedStateMachineType_TimedShelve, new Variant(wrong))
                            .value())
                    .as("for %s ms", wrong)
                    .isEqualTo(StatusCodes.Bad_ShelvingTimeOutOfRange);
        }
        assertThat(call(event, NodeIds.ShelvedStateMachineType_Unshelve).value())
                .isEqualTo(StatusCodes.Bad_ConditionNotShelved);

        happens(new AlarmEvent.AlarmShelved(LINK, "op", Instant.now().plusSeconds(600), "chatters", now));
        Event shelved = heard(NAME, "ShelvingState/CurrentState", "TimedShelved");
        assertThat(shelved.get("SuppressedOrShelved")).isEqualTo("true");
        assertThat(Double.parseDouble((String) shelved.get("ShelvingState/UnshelveTime")))
                .isBetween(1.0, 600_000.0);
        assertThat(call(shelved, NodeIds.ShelvedStateMachineType_Unshelve)).isEqualTo(StatusCode.GOOD);
    }

    @Test
    void whatTheLineHasNotIsRefused() throws Exception {
        Event event = raisedAndHeard();

        assertThat(List.of(
                        call(event, NodeIds.ConditionType_Disable).value(),
                        call(event, NodeIds.ConditionType_Enable).value(),
                        call(event, NodeIds.ShelvedStateMachineType_OneShotShelve)
                                .value(),
                        call(event, NodeIds.AcknowledgeableConditionType_Confirm, eventId(event), text(""))
                                .value()))
                .containsOnly(StatusCodes.Bad_NotSupported);
        assertThat(plant.desk.asked).isEmpty();
    }

    @Test
    void whatTheDeskRefusesIsRefusedAndAReportIsNoComment() throws Exception {
        Event event = raisedAndHeard();
        assertThat(scada.acknowledge(event, "x".repeat(501)).value()).isEqualTo(StatusCodes.Bad_InvalidArgument);

        plant.desk.refusal = Optional.of(new Desk.Reply.Refused("alarms cannot be stored now"));
        assertThat(scada.acknowledge(event, "").value()).isEqualTo(StatusCodes.Bad_InvalidState);
        plant.desk.refusal = Optional.of(new Desk.Reply.Unanswered("no answer within 5 s"));
        assertThat(scada.acknowledge(event, "").value()).isEqualTo(StatusCodes.Bad_Timeout);
    }

    @Test
    void aViewerSeesAlarmsAndActsOnNone() throws Exception {
        AlarmClient viewer =
                new AlarmClient(plant.trusted(Comes.properly().as(new UsernameProvider("viewer", APlant.PASSWORD))));
        List<UInteger> unusedIds = viewer.listen(NodeIds.Server);
        raised(LINK);
        Awaitility.await().atMost(PATIENCE).until(() -> viewer.heard().size() == 1);
        Event event = viewer.last(NAME);

        assertThat(List.of(
                        viewer.acknowledge(event, "").value(),
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
        assertThat(plant.desk.asked).isEmpty();
    }

    @Test
    void anAlarmThatAnotherExplainsIsSuppressedAndItsStateUncertain() throws Exception {
        List<UInteger> unusedIds = scada.listen(NodeIds.Server);
        raised(ABORTED);
        Event aborted = heard(ABORTED.toString(), "ActiveState/Id", "true");

        raised(LINK);

        Event suppressed = heard(ABORTED.toString(), "SuppressedState/Id", "true");
        assertThat(suppressed.of("SuppressedOrShelved", "SuppressedBy")).containsExactly("true", NAME);
        assertThat(((StatusCode) suppressed.fields().get("Quality").value()).isUncertain())
                .isTrue();
        assertThat(suppressed.id()).isNotEqualTo(aborted.id());
        assertThat(scada.acknowledge(aborted, "")).as("it was not raised anew").isEqualTo(StatusCode.GOOD);
    }

    @Test
    void whoHasJustComeIsToldOfWhatIsOpenAndNobodyElseIs() throws Exception {
        raised(ABORTED);
        raised(LINK);
        AlarmClient other = new AlarmClient(plant.trusted(Comes.properly()));
        List<UInteger> otherIds = other.listen(NodeIds.Server);
        List<UInteger> ids = scada.listen(NodeIds.Server);

        assertThat(refresh(NodeIds.ConditionType_ConditionRefresh, ids.get(0))).isEqualTo(StatusCode.GOOD);
        List<String> all = List.of("RefreshStart", NAME, ABORTED.toString(), "RefreshEnd");
        Awaitility.await().atMost(PATIENCE).until(() -> scada.heard().size() == all.size());
        assertThat(scada.heard().stream().map(AlarmConditionsTest::nameOrMessage))
                .containsExactlyElementsOf(all);
        assertThat(scada.acknowledge(scada.last(NAME), "")).isEqualTo(StatusCode.GOOD);

        scada.forget();
        assertThat(refresh(NodeIds.ConditionType_ConditionRefresh2, ids.get(0), ids.get(1)))
                .isEqualTo(StatusCode.GOOD);
        Awaitility.await().atMost(PATIENCE).until(() -> scada.heard().size() == all.size());
        assertThat(refresh(NodeIds.ConditionType_ConditionRefresh, otherIds.get(0))
                        .value())
                .as("a subscription of somebody else")
                .isEqualTo(StatusCodes.Bad_SubscriptionIdInvalid);
        assertThat(refresh(NodeIds.ConditionType_ConditionRefresh2, ids.get(0), UInteger.MAX)
                        .value())
                .isEqualTo(StatusCodes.Bad_MonitoredItemIdInvalid);
        happens(new AlarmEvent.AlarmCommented(LINK, "op", "marker", now));
        Awaitility.await().atMost(PATIENCE).until(() -> !other.heard().isEmpty());
        assertThat(other.heard()).hasSize(1);
    }

    @Test
    void whatHappenedIsReadByTimePageByPageWithTheIdsOfTheEvents() throws Exception {
        Event event = raisedAndHeard();
        Instant raisedAt = now;
        happens(new AlarmEvent.AlarmAcknowledged(LINK, "op", "I go there", now));
        happens(new AlarmEvent.AlarmReturned(LINK, now));
        raised(ABORTED);

        NodeId alarms = scada.node("Line.Alarms");
        HistoryReadResult first = scada.history(alarms, START, now, 3, ByteString.NULL_VALUE);
        assertThat(scada.events(first).stream().map(one -> one.of("ActiveState/Id", "AckedState/Id", "Retain")))
                .containsExactly(
                        List.of("true", "false", "true"),
                        List.of("true", "true", "true"),
                        List.of("false", "true", "false"));
        assertThat(scada.events(first).get(0).id()).isEqualTo(event.id());
        assertThat(scada.events(first).get(0).condition()).isEqualTo(event.condition());
        assertThat(scada.events(first).get(1).of("Comment", "ClientUserId")).containsExactly("I go there", "op");

        HistoryReadResult rest = scada.history(alarms, START, now, 3, first.getContinuationPoint());
        assertThat(scada.events(rest).stream().map(Event::name)).containsExactly(ABORTED.toString());
        assertThat(rest.getContinuationPoint().isNull()).isTrue();

        assertThat(scada.events(scada.history(alarms, now, raisedAt, 0, ByteString.NULL_VALUE)).stream()
                        .map(Event::name))
                .as("newest first")
                .containsExactly(ABORTED.toString(), NAME, NAME);
        assertThat(scada.history(scada.node("Line.Cells"), START, now, 3, ByteString.NULL_VALUE)
                        .getStatusCode()
                        .value())
                .isEqualTo(StatusCodes.Bad_HistoryOperationUnsupported);
    }

    private static String nameOrMessage(Event event) {
        return event.fields().get("ConditionName").isNull() ? (String) event.get("Message") : event.name();
    }

    private StatusCode refresh(NodeId method, UInteger... arguments) throws Exception {
        return scada.call(
                NodeIds.ConditionType,
                method,
                List.of(arguments).stream().map(Variant::new).toArray(Variant[]::new));
    }

    private StatusCode call(Event event, NodeId method, Variant... arguments) throws Exception {
        return scada.call(event.condition(), method, arguments);
    }

    private static Variant eventId(Event event) {
        return new Variant(event.id());
    }

    private static Variant text(String words) {
        return new Variant(LocalizedText.english(words));
    }

    private Event raisedAndHeard() throws Exception {
        List<UInteger> unusedIds = scada.listen(NodeIds.Server);
        raised(LINK);
        return heard(NAME, "ActiveState/Id", "true");
    }

    private Event heard(String alarm, String field, String value) {
        Callable<Boolean> heard = () -> scada.heard().stream()
                .filter(event -> alarm.equals(nameOrMessage(event)))
                .reduce((first, last) -> last)
                .filter(event -> value.equals(event.get(field)))
                .isPresent();
        Awaitility.await(alarm + " with " + field + " " + value)
                .atMost(PATIENCE)
                .until(heard);
        return scada.last(alarm);
    }

    private void raised(AlarmId alarm) {
        happens(new AlarmEvent.AlarmRaised(alarm, Priority.MEDIUM, "the PLC is silent", "look at the switch", now));
    }

    private void happens(AlarmEvent event) {
        book = book.apply(event);
        now = now.plusSeconds(10);
        plant.board.put(AlarmsView.of(book, now), book.history());
    }

    private static PlantView.CellView busyCell() {
        return new PlantView.CellView(
                "TRAY-A",
                "trays",
                "EXECUTE",
                "PRODUCE",
                "UP",
                Optional.of("R-0007"),
                "insert-tray-3",
                2,
                "",
                100,
                new ArrayList<>(),
                "inserts",
                Cause.root(Kind.PROGRESS, "TRAY-A", "inserts", "time passes"),
                PlantView.Equipment.UNKNOWN);
    }
}
