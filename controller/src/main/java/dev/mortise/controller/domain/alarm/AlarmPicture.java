package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why each thing of the plant stands still or what it does, at one moment.
 *
 * @param roots of each source, by kind; a source that has none is not in the picture
 * @param complete false while something may be missing: the controller has just started and still reads its store
 */
public record AlarmPicture(Map<String, Map<Kind, Cause>> roots, boolean complete) {

    public AlarmPicture {
        roots = Collections.unmodifiableMap(new LinkedHashMap<>(roots));
    }

    /**
     * The roots of symptoms, one for each cell and each rack. What a source says of itself counts; what a rack says of a cell
     * that speaks for itself may be older.
     */
    public static AlarmPicture of(List<Cause> symptoms, boolean complete) {
        Map<String, Map<Kind, Cause>> roots = new LinkedHashMap<>();
        symptoms.forEach(symptom -> roots.put(symptom.subject(), new LinkedHashMap<>()));
        Map<String, Map<Kind, Cause>> others = new LinkedHashMap<>();
        symptoms.forEach(symptom -> symptom.roots().forEach(root -> {
            if (root.subject().equals(symptom.subject())) {
                note(roots, root);
            } else if (!roots.containsKey(root.subject())) {
                note(others, root);
            }
        }));
        roots.putAll(others);
        return new AlarmPicture(roots, complete);
    }

    private static void note(Map<String, Map<Kind, Cause>> roots, Cause root) {
        roots.computeIfAbsent(root.subject(), source -> new LinkedHashMap<>()).putIfAbsent(root.kind(), root);
    }

    /** The roots that are alarms: those that ask for a person, and that no other root of their source explains. */
    Map<AlarmId, Cause> alarms() {
        Map<AlarmId, Cause> alarms = new LinkedHashMap<>();
        roots.forEach((source, kinds) -> kinds.forEach((kind, root) -> {
            AlarmId id = new AlarmId(source, kind);
            if (AlarmRule.of(kind).isPresent() && !hidden(id)) {
                alarms.put(id, root);
            }
        }));
        return alarms;
    }

    /** True when the picture cannot say whether the cause of an alarm stands. */
    boolean unknown(AlarmId alarm) {
        return hidden(alarm) || (!complete && !roots.containsKey(alarm.source()));
    }

    private boolean hidden(AlarmId alarm) {
        return Optional.ofNullable(roots.get(alarm.source())).stream()
                .flatMap(kinds -> kinds.keySet().stream())
                .anyMatch(root -> Hiding.hides(root, alarm.kind()));
    }
}
