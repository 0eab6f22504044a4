package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a PLC says of itself at one instant, read consistently.
 *
 * @param bootId differs after every start of the PLC program
 * @param memoryRetained false when outcomes before that start are lost
 * @param epoch highest it ever obeyed
 * @param mode PackML mode number
 * @param stopReason why the unit is Held, Stopped or Aborted; empty otherwise
 * @param command the command it has in hand or handled last
 * @param outcome the stored outcome it has not been allowed to forget; its {@code step} is the last part of the command id
 */
public record PlcStatus(
        String bootId,
        boolean memoryRetained,
        boolean simulated,
        long epoch,
        UnitState state,
        int mode,
        String stopReason,
        Optional<Command> command,
        Optional<StepReport> outcome,
        Safety safety,
        List<Interlock> interlocks) {

    public PlcStatus {
        interlocks = List.copyOf(interlocks);
    }

    /** What its sensors tell, for a person who has to decide. */
    String inputs() {
        String operational = interlocks.isEmpty()
                ? "no interlocks are told"
                : interlocks.stream().map(Interlock::says).collect(Collectors.joining(", "));
        return operational + "; emergency stop " + (safety.emergencyStop() ? "active" : "not active")
                + ", protective stop " + (safety.protectiveStop() ? "active" : "not active")
                + ", guard " + (safety.guardClosed() ? "closed" : "open");
    }

    /** Where a command stands. */
    public enum CommandState {
        RUNNING,
        DONE,
        REFUSED
    }

    /**
     * The command in hand.
     *
     * @param reason why it was refused; empty otherwise
     */
    public record Command(CommandId id, CommandState state, String reason, double progress) {}

    /** Observed only; never commanded, never reset. */
    public record Safety(boolean emergencyStop, boolean protectiveStop, boolean guardClosed, int operationalMode) {
        /** Whether none of them keeps what is under way from coming to its end. */
        boolean letsMove() {
            return !emergencyStop && !protectiveStop && guardClosed;
        }
    }

    public record Interlock(String name, boolean satisfied) {
        private String says() {
            return name + (satisfied ? ": satisfied" : ": not satisfied");
        }
    }
}
