package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.cause.Cause.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a kind of cause is as an alarm. The one table of priorities: few are high, because a list in which everything is high
 * has no order (ISA-18.2 and EEMUA 191 want about one in twenty).
 *
 * @param on how long the cause has to stand before it is an alarm: what ends sooner asks nobody for anything
 * @param off how long it has to be gone before the alarm has returned: shorter gaps are chatter
 * @param reason why it has this priority
 */
public record AlarmRule(Priority priority, Duration on, Duration off, String reason) {

    private static final int AT_ONCE = 0;

    /** Empty where no person is asked for anything: it moves, or something else that is named stands in the way. */
    public static Optional<AlarmRule> of(Kind kind) {
        return switch (kind) {
            case PROGRESS, DONE, ABANDONED, NO_WORK, NOT_HEARD_YET, WAITS_FOR_CELL, OCCUPIED, LINE_FULL, NEEDS ->
                Optional.empty();
            case EMERGENCY_STOP_OBSERVED -> rule(Priority.HIGH, AT_ONCE, 1, "somebody may need help");
            case JOURNAL_DAMAGED ->
                rule(Priority.HIGH, AT_ONCE, AT_ONCE, "records are lost until a backup is restored");
            case STORE_SLOW ->
                rule(Priority.MEDIUM, 5, 5, "the line is as slow as its store, and stands when that fails");
            case LINK_DOWN -> rule(Priority.MEDIUM, 5, 5, "the cell stands and nothing is known of it");
            case ROBOT_LINK_DOWN -> rule(Priority.MEDIUM, 5, 5, "the cell stands");
            case FORGED_DATAGRAMS ->
                rule(Priority.MEDIUM, AT_ONCE, 5, "nothing stands for it, and somebody is where nobody should be");
            case PROTECTIVE_STOP_OBSERVED ->
                rule(Priority.MEDIUM, AT_ONCE, 1, "the cell stands until it is reset there");
            case UNIT_ABORTED -> rule(Priority.MEDIUM, AT_ONCE, AT_ONCE, "the cell stands until it is cleared");
            case DISCREPANCY -> rule(Priority.MEDIUM, AT_ONCE, 1, "what a person ordered did not come");
            case IN_DOUBT -> rule(Priority.MEDIUM, AT_ONCE, AT_ONCE, "the cell stands until somebody has looked");
            case QUESTION_OPEN ->
                rule(Priority.MEDIUM, AT_ONCE, AT_ONCE, "the rack takes a place until it is answered");
            case INTERLOCK -> rule(Priority.LOW, 10, 5, "most come right by themselves");
            case REFUSED_BY_PLC -> rule(Priority.LOW, 10, 5, "it is sent again, or ends as a station fault");
            case UNIT_WAITS -> rule(Priority.LOW, 10, 5, "most go on by themselves");
            case GUARD_OPEN -> rule(Priority.LOW, 10, 2, "whoever opened it knows");
            case UNIT_MODE -> rule(Priority.LOW, AT_ONCE, AT_ONCE, "whoever changed it knows");
            case HELD -> rule(Priority.LOW, 5, AT_ONCE, "whoever holds it knows; it must not be forgotten");
            case CALIBRATION_EXPIRED -> rule(Priority.LOW, AT_ONCE, AT_ONCE, "it was known for months");
            case NO_CELL_CAN -> rule(Priority.LOW, AT_ONCE, AT_ONCE, "only plant.yaml can help");
        };
    }

    /** The kinds that are alarms. */
    public static List<Kind> kinds() {
        return Arrays.stream(Kind.values()).filter(kind -> of(kind).isPresent()).toList();
    }

    /**
     * What somebody has to confirm when such an alarm is over, where a plant's file says nothing of it; empty where nobody has
     * to. Few kinds are here: those whose cause can go away without anybody having looked at what was behind it. What a person's
     * answer ends (a doubt, a question) was looked at by whoever gave it; a link that is up again asks for nothing more.
     */
    static Optional<String> confirm(Kind kind) {
        return switch (kind) {
            case EMERGENCY_STOP_OBSERVED -> Optional.of("it is known why it was pressed");
            case UNIT_ABORTED -> Optional.of("it is known why it aborted");
            case DISCREPANCY -> Optional.of("it is known why it did not follow");
            case JOURNAL_DAMAGED -> Optional.of("it is known what was lost");
            default -> Optional.empty();
        };
    }

    private static Optional<AlarmRule> rule(Priority priority, int onSeconds, int offSeconds, String reason) {
        return Optional.of(
                new AlarmRule(priority, Duration.ofSeconds(onSeconds), Duration.ofSeconds(offSeconds), reason));
    }
}
