package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.cell.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one way to watch a plant in a test: cells with their roots, looked at second by second. */
final class APlantToWatch {

    static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

    final List<AlarmEvent> events = new ArrayList<>();
    private final Map<String, List<Kind>> roots = new LinkedHashMap<>();
    AlarmBook book = AlarmBook.EMPTY;
    AlarmWatch watch = AlarmWatch.NOTHING_SEEN;
    boolean complete = true;
    Confirming confirming = Confirming.BY_RULE;
    final Map<String, Concern> inHand = new HashMap<>();
    private Duration uptime = Duration.ofHours(1);
    private Instant now = START;

    APlantToWatch(String... cells) {
        List.of(cells).forEach(cell -> roots.put(cell, List.of()));
    }

    APlantToWatch is(String cell, Kind... kinds) {
        roots.put(cell, List.of(kinds));
        return this;
    }

    /** Nobody says anything of it. */
    APlantToWatch isNotSeen(String cell) {
        roots.remove(cell);
        return this;
    }

    /** One look a second, for so long. */
    APlantToWatch after(int seconds) {
        for (int second = 0; second < seconds; second++) {
            uptime = uptime.plusSeconds(1);
            now = now.plusSeconds(1);
            look();
        }
        return this;
    }

    /** What is not in the store is forgotten. */
    APlantToWatch restarted() {
        watch = AlarmWatch.NOTHING_SEEN;
        return this;
    }

    Instant now() {
        return now;
    }

    AlarmDecision ask(String alarm, AlarmRequest request) {
        AlarmDecision decision = AlarmDecision.of(book, alarm, request, "anna", now);
        decision.events().forEach(this::happened);
        return decision;
    }

    private void look() {
        List<Cause> symptoms = roots.entrySet().stream()
                .map(cell -> symptom(cell.getKey(), cell.getValue()))
                .toList();
        AlarmWatch.Looked looked = watch.look(
                book,
                AlarmPicture.of(symptoms, complete),
                confirming,
                source -> Optional.ofNullable(inHand.get(source)),
                new Moment(now, uptime));
        watch = looked.watch();
        looked.events().forEach(this::happened);
    }

    private void happened(AlarmEvent event) {
        AlarmContradiction.of(book, event).ifPresent(sentence -> {
            throw new AssertionError("the journal would be damaged: " + sentence);
        });
        events.add(event);
        book = book.apply(event);
    }

    private static Cause symptom(String cell, List<Kind> kinds) {
        List<Cause> behind = kinds.stream()
                .map(kind -> Cause.root(kind, cell, cell + " " + kind, "mend it"))
                .toList();
        return behind.isEmpty()
                ? Cause.root(Kind.NO_WORK, cell, "ready", "")
                : new Cause(behind.get(0).kind(), cell, "stands", "mend it", behind);
    }
}
