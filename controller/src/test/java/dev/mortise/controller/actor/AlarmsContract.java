package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.adapter.store.Store;
import dev.mortise.controller.domain.alarm.Alarm.State;
import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.alarm.Concern;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import dev.mortise.controller.port.Desk;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What alarms keep on every store, over restarts and while it takes nothing. */
abstract class AlarmsContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ID = "TRAY-A.UNIT_ABORTED";

    abstract Store open() throws Exception;

    /** As somebody with a database tool. */
    abstract Connection connection() throws Exception;

    /** SQL after which the store takes no events. */
    abstract List<String> noRoom();

    /** SQL after which it takes them again. */
    abstract String roomAgain();

    private AlarmsOnAStore start() throws Exception {
        return new AlarmsOnAStore(open(), AlarmsOnAStore.START, Map.of());
    }

    private AlarmsOnAStore startLater(long seconds) throws Exception {
        return new AlarmsOnAStore(open(), AlarmsOnAStore.START.plusSeconds(seconds), Map.of());
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = connection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void whatStoodAndWasAcknowledgedBeforeARestartIsStillSoIsRaisedOnceAndConfirmedAfterAnother() throws Exception {
        try (AlarmsOnAStore alarms = start()) {
            alarms.is("TRAY-A", Kind.UNIT_ABORTED);
            awaitState(alarms, State.UNACKNOWLEDGED_ACTIVE);
            assertThat(alarms.ask(ID, new AlarmRequest.Acknowledge("I go there", Optional.empty()))
                            .toCompletableFuture())
                    .succeedsWithin(PATIENCE)
                    .isEqualTo(new Desk.Reply.Accepted(ID));
        }

        try (AlarmsOnAStore alarms = startLater(60)) {
            alarms.is("TRAY-A", Kind.UNIT_ABORTED);
            awaitState(alarms, State.ACKNOWLEDGED_ACTIVE);
            alarms.is("LEAK-A", Kind.UNIT_ABORTED);
            await().atMost(PATIENCE)
                    .until(() -> alarms.board.now().alarms().open().size() == 2);

            assertThat(alarms.board.alarmHistory())
                    .extracting(line -> line.alarm().source() + " " + line.what())
                    .containsExactly("TRAY-A RAISED", "TRAY-A ACKNOWLEDGED", "LEAK-A RAISED");
            alarms.is("TRAY-A", Kind.NO_WORK);
            awaitState(alarms, State.RETURNED_UNCONFIRMED);
        }

        try (AlarmsOnAStore alarms = startLater(120)) {
            alarms.is("TRAY-A", Kind.NO_WORK).is("LEAK-A", Kind.UNIT_ABORTED);
            awaitState(alarms, State.RETURNED_UNCONFIRMED);
            assertThat(alarms.ask(ID, new AlarmRequest.Confirm("the hose was loose", Optional.empty()))
                            .toCompletableFuture())
                    .succeedsWithin(PATIENCE)
                    .isEqualTo(new Desk.Reply.Accepted(ID));
            await().atMost(PATIENCE)
                    .until(() -> alarms.board.now().alarms().open().size() == 1);
        }
    }

    @Test
    void whatWasInHandWhenItWasRaisedIsWhatItIsAboutWhateverIsInHandLaterAndAfterARestart() throws Exception {
        Optional<Concern> push = Optional.of(new Concern("TRAY-A", "R-0007", "push", 3, "second", ""));
        try (AlarmsOnAStore alarms = start()) {
            alarms.is("TRAY-A", Kind.UNIT_ABORTED, "push");
            awaitState(alarms, State.UNACKNOWLEDGED_ACTIVE);
        }

        try (AlarmsOnAStore alarms = startLater(60)) {
            alarms.is("TRAY-A", Kind.UNIT_ABORTED, "screw");
            awaitState(alarms, State.UNACKNOWLEDGED_ACTIVE);
            alarms.ask(ID, new AlarmRequest.Acknowledge("I go there", Optional.empty()));
            awaitState(alarms, State.ACKNOWLEDGED_ACTIVE);

            assertThat(alarms.board.now().alarms().open())
                    .extracting(AlarmView::concern)
                    .containsExactly(push);
            assertThat(alarms.board.alarmHistory())
                    .extracting(AlarmEntry::concern)
                    .containsExactly(push, push);
        }
    }

    @Test
    void whatWasShelvedForAWhileThatEndedWithoutAControllerComesBackAtItsStart() throws Exception {
        try (AlarmsOnAStore alarms = start()) {
            alarms.is("TRAY-A", Kind.UNIT_ABORTED);
            awaitState(alarms, State.UNACKNOWLEDGED_ACTIVE);
            alarms.ask(ID, new AlarmRequest.Shelve(30, "a spare part is ordered"));
            awaitState(alarms, State.SHELVED);
        }

        try (AlarmsOnAStore alarms = startLater(1_801)) {
            alarms.is("TRAY-A", Kind.UNIT_ABORTED);
            awaitState(alarms, State.UNACKNOWLEDGED_ACTIVE);
            assertThat(alarms.board.alarmHistory())
                    .last()
                    .satisfies(line -> assertThat(line.what()).isEqualTo(AlarmEntry.What.UNSHELVED));
        }
    }

    @Test
    void whatIsRefusedIsRefusedWithAReasonAndChangesNothing() throws Exception {
        try (AlarmsOnAStore alarms = start()) {
            assertThat(alarms.ask(ID, new AlarmRequest.Acknowledge("", Optional.empty()))
                            .toCompletableFuture())
                    .succeedsWithin(PATIENCE)
                    .asString()
                    .contains("no open alarm " + ID);
            assertThat(alarms.board.alarmHistory()).isEmpty();
        }
    }

    @Test
    void aStoreThatTakesNothingForAWhileLosesNoAlarm() throws Exception {
        try (AlarmsOnAStore alarms = start()) {
            for (String statement : noRoom()) {
                sql(statement);
            }
            alarms.is("TRAY-A", Kind.UNIT_ABORTED);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(alarms.ask(
                                            ID,
                                            new AlarmRequest.Acknowledge("", Optional.empty()),
                                            Duration.ofSeconds(1))
                                    .toCompletableFuture())
                            .succeedsWithin(PATIENCE)
                            .asString()
                            .contains("cannot be stored now"));
            assertThat(alarms.board.now().alarms().open()).isEmpty();

            sql(roomAgain());

            awaitState(alarms, State.UNACKNOWLEDGED_ACTIVE);
        }
    }

    @Test
    void alarmsWhosePastCannotBeReadAreNotShownAndSaySo() throws Exception {
        try (AlarmsOnAStore alarms = start()) {
            alarms.is("TRAY-A", Kind.UNIT_ABORTED);
            awaitState(alarms, State.UNACKNOWLEDGED_ACTIVE);
            sql("UPDATE event_journal SET event_payload = 'damaged'");
        }

        try (AlarmsOnAStore alarms = start()) {
            await().atMost(PATIENCE)
                    .until(() -> alarms.board.now().alarms().trouble().contains("an event cannot be read"));
            assertThat(alarms.ask(ID, new AlarmRequest.Acknowledge("", Optional.empty()))
                            .toCompletableFuture())
                    .succeedsWithin(PATIENCE)
                    .asString()
                    .contains("mortise doctor");
        }
    }

    @Test
    void alarmsOfWhichEventsAreKnownToBeMissingAreNotRead() throws Exception {
        try (AlarmsOnAStore alarms = new AlarmsOnAStore(
                open(), AlarmsOnAStore.START, Map.of(AlarmsOnAStore.JOURNAL, "event 7 is missing"))) {
            await().atMost(PATIENCE)
                    .until(() -> alarms.board.now().alarms().trouble().contains("event 7 is missing"));
        }
    }

    private static void awaitState(AlarmsOnAStore alarms, State state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(alarms.board.now().alarms().open())
                        .filteredOn(alarm -> alarm.id().equals(ID))
                        .extracting(AlarmView::state)
                        .containsExactly(state));
    }
}
