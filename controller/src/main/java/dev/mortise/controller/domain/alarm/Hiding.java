package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.cause.Cause.Kind;
import java.util.List;

/**
 * What one root says about others of the same source. A cell names the first thing that keeps it from moving; what it would
 * name behind that is not gone, it is not told. Such an alarm is suppressed by design: it is neither raised nor returned.
 */
final class Hiding {

    /** What a PLC says against moving, in the order in which a cell looks; without a link it says nothing. */
    private static final List<Kind> ASKED_IN_ORDER = List.of(
            Kind.LINK_DOWN,
            Kind.EMERGENCY_STOP_OBSERVED,
            Kind.PROTECTIVE_STOP_OBSERVED,
            Kind.GUARD_OPEN,
            Kind.UNIT_MODE,
            Kind.UNIT_ABORTED);

    private Hiding() {}

    /** Whether nothing can be told of one kind while the other is a root of the same source. */
    static boolean hides(Kind root, Kind other) {
        if (root == other) {
            return false;
        }
        if (root == Kind.NOT_HEARD_YET || root == Kind.JOURNAL_DAMAGED) {
            return true;
        }
        return switch (other) {
            case ROBOT_LINK_DOWN -> root == Kind.LINK_DOWN;
            case INTERLOCK, REFUSED_BY_PLC, UNIT_WAITS -> keepsFromMoving(root);
            default -> {
                int place = ASKED_IN_ORDER.indexOf(root);
                yield place >= 0 && place < ASKED_IN_ORDER.indexOf(other);
            }
        };
    }

    /** Whether the command in hand is not spoken of while this stands. */
    private static boolean keepsFromMoving(Kind root) {
        return root != Kind.INTERLOCK
                && root != Kind.REFUSED_BY_PLC
                && root != Kind.UNIT_WAITS
                && root != Kind.FORGED_DATAGRAMS
                && AlarmRule.of(root).isPresent();
    }
}
