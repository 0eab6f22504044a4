package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.Board;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of alarms while they go on. */
class ConditionsTest {

    private final LiveBoard board = new LiveBoard("plant-1", true, List.of(), Clock.systemUTC());
    private final Deque<AlarmEvent> next = new ArrayDeque<>(List.of(
            new AlarmEvent.AlarmRaised(
                    AlarmStage.LINK,
                    Priority.MEDIUM,
                    "the PLC is silent",
                    "look",
                    Optional.of("it answers"),
                    Optional.empty(),
                    AlarmStage.START),
            new AlarmEvent.AlarmAcknowledged(AlarmStage.LINK, "op", "", AlarmStage.START.plusSeconds(1)),
            new AlarmEvent.AlarmReturned(AlarmStage.LINK, AlarmStage.START.plusSeconds(2)),
            new AlarmEvent.AlarmConfirmed(AlarmStage.LINK, "op", "", AlarmStage.START.plusSeconds(3))));
    private AlarmBook book = AlarmBook.EMPTY;

    @Test
    void eachLineIsToldOnceAsTheAlarmStoodAfterItHoweverSoonTheNextOneComes() {
        Conditions conditions = new Conditions(aBoardThatGoesOn());
        List<Condition> told = new ArrayList<>();

        for (int look = 0; look < 10; look++) {
            conditions.look(told::add);
        }

        assertThat(told)
                .extracting(Condition::eventId)
                .containsExactlyElementsOf(
                        book.history().stream().map(Condition::eventId).toList());
        assertThat(told)
                .extracting(one -> one.alarm().active()
                        + " " + one.alarm().acknowledged().isPresent()
                        + " " + one.alarm().confirmed().isPresent())
                .containsExactly("true false false", "true true false", "false true false", "false true true");
    }

    /** Whenever somebody has looked at it the next thing happens. */
    private Board aBoardThatGoesOn() {
        return (Board) Proxy.newProxyInstance(
                Board.class.getClassLoader(), new Class<?>[] {Board.class}, (unusedProxy, method, arguments) -> {
                    Object seen = method.invoke(board, arguments);
                    Optional.ofNullable(next.poll()).ifPresent(this::happens);
                    return seen;
                });
    }

    private void happens(AlarmEvent event) {
        book = book.apply(event);
        board.put(AlarmsView.of(book, event.at()), book.history());
    }
}
