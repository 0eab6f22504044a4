package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.cell.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares pictures of the plant with the book of alarms. Forgotten at a restart: what stood before is in the book and is not
 * raised a second time, and what was about to change is waited for anew.
 *
 * @param changing since when an alarm's cause is not what the book says, by uptime
 * @param begun when the first picture was seen, by uptime; empty before
 */
public record AlarmWatch(Map<AlarmId, Duration> changing, Optional<Duration> begun) {

    public static final AlarmWatch NOTHING_SEEN = new AlarmWatch(Map.of(), Optional.empty());

    /**
     * A controller that has just started connects to all its PLCs and robots at once. Links that are not up yet are no alarms
     * within this time (suppressed by design, or each start would be a flood); those that were alarms before still are.
     */
    static final Duration STARTING = Duration.ofSeconds(20);

    /** Who takes alarms from the shelf when their time is over. */
    private static final String MORTISE = "mortise";

    /** What follows from a picture: the watch to go on with, and what happened. */
    public record Looked(AlarmWatch watch, List<AlarmEvent> events) {
        public Looked {
            events = List.copyOf(events);
        }
    }

    private record Due(AlarmId id, Cause cause, Duration since) {}

    public AlarmWatch {
        changing = Map.copyOf(changing);
    }

    /**
     * What follows from this picture.
     *
     * @param concerns what an alarm of this source would be about now
     */
    public Looked look(
            AlarmBook book,
            AlarmPicture picture,
            Confirming confirming,
            Function<String, Optional<Concern>> concerns,
            Moment moment) {
        Map<AlarmId, Duration> still = new HashMap<>();
        List<AlarmEvent> events = new ArrayList<>(overdue(book, moment));
        Map<AlarmId, Cause> alarms = picture.alarms();
        for (Alarm alarm : book.open()) {
            if (alarm.active() && !alarms.containsKey(alarm.id()) && !picture.unknown(alarm.id())) {
                Duration off =
                        AlarmRule.of(alarm.id().kind()).map(AlarmRule::off).orElse(Duration.ZERO);
                if (lasted(alarm.id(), off, moment, still)) {
                    events.add(new AlarmEvent.AlarmReturned(alarm.id(), moment.now()));
                    events.addAll(offTheShelf(alarm, moment));
                }
            }
        }
        for (Due one : due(book, alarms, moment, still)) {
            events.add(raised(one, confirming, concerns.apply(one.id().source()), moment));
        }
        return new Looked(new AlarmWatch(still, begun.or(() -> Optional.of(moment.uptime()))), events);
    }

    /** In the order in which they began, so that the first of a source is known as such. */
    private List<Due> due(AlarmBook book, Map<AlarmId, Cause> alarms, Moment moment, Map<AlarmId, Duration> still) {
        List<Due> due = new ArrayList<>();
        alarms.forEach((id, cause) -> {
            boolean stood = book.find(id).filter(Alarm::active).isPresent();
            if (!stood && lasted(id, on(id.kind(), moment), moment, still)) {
                due.add(new Due(id, cause, since(id, moment)));
            }
        });
        due.sort(Comparator.comparing(Due::since));
        int room = AlarmBook.OPEN_MAX - book.open().size();
        List<Due> taken = new ArrayList<>();
        for (Due one : due) {
            if (book.find(one.id()).isPresent() || room-- > 0) {
                taken.add(one);
            }
        }
        return taken;
    }

    private Duration on(Kind kind, Moment moment) {
        Duration on = AlarmRule.of(kind).map(AlarmRule::on).orElse(Duration.ZERO);
        boolean link = kind == Kind.LINK_DOWN || kind == Kind.ROBOT_LINK_DOWN;
        Duration running = moment.uptime().minus(begun.orElse(moment.uptime()));
        return link && running.compareTo(STARTING) < 0 ? STARTING : on;
    }

    private static AlarmEvent raised(Due due, Confirming confirming, Optional<Concern> concern, Moment moment) {
        Kind kind = due.id().kind();
        Priority priority = AlarmRule.of(kind).map(AlarmRule::priority).orElse(Priority.LOW);
        Cause cause = due.cause();
        return new AlarmEvent.AlarmRaised(
                due.id(), priority, cause.text(), cause.remedy(), confirming.of(kind), concern, moment.now());
    }

    /** Whether it has been otherwise for so long; notes since when, where it has not. */
    private boolean lasted(AlarmId id, Duration delay, Moment moment, Map<AlarmId, Duration> still) {
        Duration since = since(id, moment);
        boolean lasted = moment.uptime().minus(since).compareTo(delay) >= 0;
        if (!lasted) {
            still.put(id, since);
        }
        return lasted;
    }

    private Duration since(AlarmId id, Moment moment) {
        return Optional.ofNullable(changing.get(id)).orElse(moment.uptime());
    }

    /** An alarm whose time was over in the same look is off already. */
    private static List<AlarmEvent> offTheShelf(Alarm alarm, Moment moment) {
        return alarm
                .shelf()
                .filter(shelf -> shelf.untilGone() && shelf.until().isAfter(moment.now()))
                .<AlarmEvent>map(
                        shelf -> new AlarmEvent.AlarmUnshelved(alarm.id(), MORTISE, "its cause is gone", moment.now()))
                .stream()
                .toList();
    }

    private static List<AlarmEvent> overdue(AlarmBook book, Moment moment) {
        return book.open().stream()
                .filter(alarm -> alarm.shelf()
                        .filter(shelf -> !shelf.until().isAfter(moment.now()))
                        .isPresent())
                .<AlarmEvent>map(
                        alarm -> new AlarmEvent.AlarmUnshelved(alarm.id(), MORTISE, "its time is over", moment.now()))
                .toList();
    }
}
