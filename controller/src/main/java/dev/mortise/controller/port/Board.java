package dev.mortise.controller.port;

import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The read side: actors put what they became, pages and clients read. All methods are thread-safe and quick. */
public interface Board {

    void put(PlantView.CellView cell);

    void put(PlantView.RackView rack);

    /** A rack's whole history, for its as-built record. */
    void put(RackBuild build);

    /**
     * Racks that have left the line; their histories are read from the store from now on.
     *
     * @param newest the newest of them, in the order in which they left; replaces those shown before
     * @param all how many there are altogether
     * @param abandoned how many of these were given up
     */
    void gone(List<PlantView.RackView> newest, int all, int abandoned);

    /** Replaces the open questions of one subject (a rack or a cell). */
    void questions(String subject, List<PlantView.QuestionView> open);

    /**
     * Replaces the alarms.
     *
     * @param history the newest lines, oldest first
     */
    void put(AlarmsView alarms, List<AlarmEntry> history);

    /** Everything that a controller found in its store has been put: from now on the board answers for the plant. */
    void caughtUp();

    /**
     * The store answers, but slowly: from now on that stands before every other cause.
     *
     * @param takes so long for one event; empty when it is quick again
     */
    void storeTakes(Optional<Duration> takes);

    /** Whether it answers for the plant. */
    boolean isCaughtUp();

    PlantView now();

    /** The history of a rack that is on the line. */
    Optional<RackBuild> build(RackId id);

    /** The alarms and what happened to them, both of one moment. */
    Alarms alarms();

    /** What happened to alarms, oldest first; as many of the newest as are kept in memory. */
    default List<AlarmEntry> alarmHistory() {
        return alarms().history();
    }

    /**
     * The alarms.
     *
     * @param history the newest lines, oldest first
     */
    record Alarms(AlarmsView view, List<AlarmEntry> history) {

        public static final Alarms NONE = new Alarms(AlarmsView.NONE, List.of());

        public Alarms {
            history = List.copyOf(history);
        }
    }

    /** Calls the consumer with every new view, newest only; close to stop. */
    AutoCloseable subscribe(Consumer<PlantView> consumer);
}
