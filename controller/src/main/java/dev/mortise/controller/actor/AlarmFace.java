package dev.mortise.controller.actor;

import dev.mortise.controller.domain.alarm.AlarmBook;
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
        board.put(AlarmsView.of(book, moment.now()), book.history());
    }
}
