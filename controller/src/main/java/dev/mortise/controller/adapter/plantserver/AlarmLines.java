package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.alarm.AlarmEntry;
import dev.mortise.controller.domain.alarm.AlarmEntry.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Of each alarm the lines of the history since it was raised last. */
final class AlarmLines {

    /** Of one alarm; more was said of none of them. */
    private static final int KEPT = 200;

    private final Map<String, List<AlarmEntry>> since = new HashMap<>();
    private long seen;

    /** Reads what is new, oldest first. */
    void note(List<AlarmEntry> history) {
        int from = history.size();
        while (from > 0 && history.get(from - 1).number() > seen) {
            from--;
        }
        for (AlarmEntry line : history.subList(from, history.size())) {
            List<AlarmEntry> lines = since.computeIfAbsent(line.alarm().toString(), id -> new ArrayList<>());
            if (line.what() == What.RAISED) {
                lines.clear();
            }
            if (lines.size() == KEPT) {
                lines.remove(0);
            }
            lines.add(line);
            seen = line.number();
        }
    }

    /** A comment changes nothing else. */
    boolean haveSeen(List<AlarmEntry> history) {
        return history.isEmpty() || history.get(history.size() - 1).number() <= seen;
    }

    List<AlarmEntry> of(String alarm) {
        return Optional.ofNullable(since.get(alarm)).orElse(List.of());
    }

    Optional<AlarmEntry> newest(String alarm) {
        List<AlarmEntry> lines = of(alarm);
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }

    Condition.Said said(String alarm) {
        return of(alarm).stream()
                .filter(line -> line.what() != What.RAISED && line.what() != What.RETURNED)
                .reduce((first, last) -> last)
                .map(line -> new Condition.Said(line.by(), line.text(), line.at()))
                .orElse(Condition.Said.NOTHING);
    }

    /** The newest of this sort since it was raised last. */
    Optional<AlarmEntry> last(String alarm, What what) {
        return of(alarm).stream().filter(line -> line.what() == what).reduce((first, last) -> last);
    }

    /** Forgets all but these. */
    void keep(Set<String> open) {
        since.keySet().retainAll(open);
    }
}
