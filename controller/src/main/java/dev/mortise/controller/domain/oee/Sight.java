package dev.mortise.controller.domain.oee;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.cell.UnitState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was seen of a cell, by what it means for its time. Whether it had work in hand is said by its journal, to the millisecond;
 * what was shown of it is up to a tenth of a second older.
 *
 * @param idle the bucket of a time without work in hand
 * @param stopped the bucket of a time with work in hand that could not go on; empty when it went on
 * @param reduced whether its robots were kept below their velocity
 */
public record Sight(Lost idle, Optional<Lost> stopped, boolean reduced) {

    /** Nobody wrote down what was. */
    public static final Sight UNKNOWN = new Sight(Lost.NO_RECORD, Optional.of(Lost.NO_RECORD), false);

    private static final int FULL_SPEED = 100;

    public static Sight of(Seen seen) {
        List<Cause> roots = seen.cause().stream()
                .flatMap(Cause::roots)
                .filter(root -> !root.harmless())
                .toList();
        boolean resting = seen.speedPercent() == 0
                || seen.unit().map(UnitState::waitsForSomebody).orElse(true);
        Optional<Lost> stopped = roots.stream()
                .filter(root -> resting || !letsWorkEnd(root.kind()))
                .findFirst()
                .map(Sight::lost)
                .or(() -> unit(seen));
        Lost idle = isPlanned(seen)
                ? stopped.or(() -> roots.stream().findFirst().map(Sight::lost)).orElseGet(() -> idle(seen))
                : new Lost(Loss.NO_ORDER, "");
        return new Sight(idle, stopped, seen.speedPercent() < FULL_SPEED);
    }

    /** Nothing is lost where nothing was to be done, whatever else is the matter. */
    private static boolean isPlanned(Seen seen) {
        return seen.demand() || seen.rack().isPresent();
    }

    /** What runs ends, and only nothing new begins. */
    private static boolean letsWorkEnd(Kind kind) {
        return kind == Kind.HELD || kind == Kind.CALIBRATION_EXPIRED || kind == Kind.STORE_SLOW;
    }

    private static Lost lost(Cause root) {
        return new Lost(Loss.of(root.kind()), words(root));
    }

    private static String words(Cause root) {
        return root.text().startsWith(root.subject()) ? root.text() : root.subject() + ": " + root.text();
    }

    private static Optional<Lost> unit(Seen seen) {
        if (seen.unit().isEmpty()) {
            return Optional.of(new Lost(Loss.LINK_DOWN, seen.cell() + ": its state is not known"));
        }
        UnitState state = seen.unit().orElseThrow();
        return state.waitsForSomebody()
                ? Optional.of(new Lost(
                        state == UnitState.ABORTED || state == UnitState.ABORTING ? Loss.ABORTED : Loss.HELD_BY_UNIT,
                        seen.cell() + ": " + state))
                : Optional.empty();
    }

    private static Lost idle(Seen seen) {
        return seen.rack()
                .map(rack -> withRack(seen.cell(), rack))
                .orElseGet(() -> new Lost(
                        Loss.STARVED, seen.elsewhere().map(Sight::words).orElse("")));
    }

    /** The rack's own cause, as far as it is none of this cell's. */
    private static Lost withRack(String cell, Cause rack) {
        if (rack.kind() == Kind.DONE || rack.kind() == Kind.ABANDONED) {
            return new Lost(Loss.TRANSPORT, rack.subject() + " leaves the line");
        }
        Optional<Cause> standing = rack.roots().filter(root -> !root.harmless()).findFirst();
        if (rack.kind() == Kind.PROGRESS && standing.isEmpty()) {
            return new Lost(Loss.BETWEEN_OPERATIONS, "");
        }
        Optional<Cause> free = rack.because().stream().filter(Sight::isFree).findFirst();
        return free.map(able -> new Lost(
                        able.subject().equals(cell) ? Loss.BETWEEN_OPERATIONS : Loss.TRANSPORT,
                        able.subject().equals(cell) ? "" : "to " + able.subject()))
                .or(() -> standing.map(root -> behind(rack, root)))
                .orElseGet(() -> blocked(rack));
    }

    /** A cell that could do what is due next, and nothing stands in the way. */
    private static boolean isFree(Cause able) {
        return able.kind() == Kind.PROGRESS && able.roots().allMatch(Cause::harmless);
    }

    private static Lost behind(Cause rack, Cause root) {
        Lost lost = lost(root);
        boolean own = root.subject().equals(rack.subject());
        return own && root.kind() == Kind.QUESTION_OPEN
                ? lost
                : new Lost(own && root.kind() == Kind.HELD ? Loss.RACK_HELD : Loss.BLOCKED, lost.because());
    }

    /** Nothing is wrong anywhere: where it goes next is taken by a rack that is worked on. */
    private static Lost blocked(Cause rack) {
        return new Lost(
                Loss.BLOCKED,
                everything(rack)
                        .filter(cause -> cause.kind() == Kind.OCCUPIED)
                        .findFirst()
                        .orElse(rack)
                        .text());
    }

    private static Stream<Cause> everything(Cause cause) {
        return Stream.concat(Stream.of(cause), cause.because().stream().flatMap(Sight::everything));
    }
}
