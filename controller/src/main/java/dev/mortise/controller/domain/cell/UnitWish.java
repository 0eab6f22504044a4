package dev.mortise.controller.domain.cell;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a unit was asked for and has not done yet. A discrepancy, as ISA-18.2 calls it, when that lasts: what was ordered is not
 * what is.
 *
 * @param from its state when it was asked first
 * @param since uptime when it was asked first
 * @param last uptime when it was asked last
 */
record UnitWish(UnitCommand command, UnitState from, Duration since, Duration last) {

    /**
     * A PackML unit begins to move within a scan. This is ten scans of a slow PLC and the time in which it is asked five times.
     */
    static final Duration FOLLOWS_WITHIN = Duration.ofSeconds(5);

    /** It is asked each second for as long as it is wanted; what was not asked for so long is wanted no more. */
    private static final Duration WANTED_FOR = Duration.ofSeconds(3);

    /**
     * What people ask for. What a cell asks for by itself to set a unit to work, or to rest when there is none, it asks for as long as it
     * takes, and what that waits for has a cause of its own; a unit that does not come to rest takes work all the same.
     */
    private static final Set<UnitCommand> ORDERED =
            EnumSet.of(UnitCommand.HOLD, UnitCommand.UNHOLD, UnitCommand.ABORT, UnitCommand.CLEAR);

    static boolean isOne(UnitCommand command) {
        return ORDERED.contains(command);
    }

    static UnitWish of(UnitCommand command, UnitState from, Duration now) {
        return new UnitWish(command, from, now, now);
    }

    /** Asked for something: the same again, or another thing. An abort is not over because what is left of it is asked for. */
    UnitWish asked(UnitCommand other, UnitState state, Duration now) {
        if (command == other) {
            return new UnitWish(command, from, since, now);
        }
        return command == UnitCommand.ABORT && other == UnitCommand.HOLD ? this : of(other, state, now);
    }

    /** Whether the unit has done something about it: a transition has begun. */
    boolean followedBy(UnitState state) {
        return command == UnitCommand.ABORT ? state == UnitState.ABORTING || state == UnitState.ABORTED : state != from;
    }

    /** Asked for once by a person, and so wanted until it comes. */
    private boolean askedOnce() {
        return command == UnitCommand.ABORT || command == UnitCommand.CLEAR;
    }

    boolean overdue(Duration now) {
        return now.minus(since).compareTo(FOLLOWS_WITHIN) >= 0
                && (askedOnce() || now.minus(last).compareTo(WANTED_FOR) < 0);
    }
}
