package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.List;

/** What happened to a cell. Flat records: they are what the store keeps. */
public sealed interface CellEvent {

    /** A coordinator took the cell over; devices refuse lower epochs from now on. */
    record EpochRaised(long epoch, Instant at) implements CellEvent {}

    record WorkAccepted(WorkOrder order, Instant at) implements CellEvent {}

    /**
     * Stored before the command is sent.
     *
     * @param bootId life of the device that is asked, at that time: the PLC's boot, of a motion the robot's. Another one that
     *     has not kept its memory leaves the outcome unknown. Earlier releases noted the PLC's boot for motions, too
     */
    record StepStarted(String step, CommandId command, String bootId, Instant at) implements CellEvent {}

    /** Stored before the device may forget. */
    record StepEnded(StepReport report, Instant at) implements CellEvent {}

    /**
     * The attempt is over; its outcome is kept until the owner has stored it.
     *
     * @param interrupted why it did not run to its end; empty when it did
     */
    record WorkEnded(String interrupted, Instant at) implements CellEvent {}

    /** The owner has stored the outcome. */
    record OutcomeTaken(Instant at) implements CellEvent {}

    record HoldPlaced(String reason, String by, Instant at) implements CellEvent {}

    record HoldsReleased(String by, Instant at) implements CellEvent {}

    /** A person has set how much of their velocity the cell's robots may use. */
    record SpeedSet(int percent, String by, Instant at) implements CellEvent {}

    /** A command was sent and its outcome cannot be known; a person decides. */
    record DoubtRaised(CommandId command, List<String> facts, Instant at) implements CellEvent {
        public DoubtRaised {
            facts = List.copyOf(facts);
        }
    }

    record DoubtResolved(CommandId command, String choice, String by, Instant at) implements CellEvent {}
}
