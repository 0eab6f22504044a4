package dev.mortise.controller.actor;

import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmFigures;
import dev.mortise.controller.domain.alarm.AlarmId;
import dev.mortise.controller.domain.cell.Moment;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.Board;
import java.time.Duration;

/** Shows the alarms on the board, when something happened to one, and now and then because figures age. */
final class AlarmFace {

    private static final Duration FIGURES_AGE = Duration.ofSeconds(10);

    private final Board board;
    private long shownLines = -1;
    private Duration shownAt = Duration.ZERO;

    AlarmFace(Board board) {
        this.board = board;
    }

    void show(AlarmBook book, Moment moment) {
        if (book.lines() == shownLines && moment.uptime().minus(shownAt).compareTo(FIGURES_AGE) < 0) {
            return;
        }
        shownLines = book.lines();
        shownAt = moment.uptime();
        board.put(
                new AlarmsView(
                        "",
                        AlarmFigures.of(book, moment.now()),
                        book.sorted().stream().map(alarm -> view(book, alarm)).toList()),
                book.history());
    }

    private static AlarmsView.AlarmView view(AlarmBook book, Alarm alarm) {
        Alarm.State state = book.state(alarm);
        return new AlarmsView.AlarmView(
                alarm.id().toString(),
                alarm.id().source(),
                alarm.id().kind(),
                alarm.priority(),
                state,
                alarm.active(),
                alarm.firstOut(),
                alarm.times(),
                alarm.text(),
                alarm.remedy(),
                alarm.raisedAt(),
                alarm.returnedAt(),
                alarm.acknowledged(),
                alarm.shelf(),
                state == Alarm.State.SUPPRESSED
                        ? book.explainedBy(alarm).map(AlarmId::toString).orElse("")
                        : "");
    }
}
