package dev.mortise.controller.port;

import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The PLC of one cell, or the simulator standing in for it. Every stage completes, the adapter bounds the wait; it fails
 * with {@link LinkLost}, and then the outcome of a send is not known.
 */
public interface PlcLink extends AutoCloseable {

    /** Connects, and keeps connecting. The listener is called from the link's threads and must not block. */
    void open(Listener listener);

    /** Hands over the command block. Completing says only that it was written; what became of it is in the status. */
    CompletionStage<Void> send(Command command);

    /** Asks for a PackML transition. Completing says only that it was written. */
    CompletionStage<Void> request(UnitCommand command, long epoch);

    /** The outcome is stored; the PLC may forget it. */
    CompletionStage<Void> acknowledge(CommandId command);

    /**
     * Hands over the key of a robot of this cell. Completes when the PLC has taken it; fails with {@link KeyRefused} when it does
     * not take it, or the link is not an encrypted one.
     *
     * @param epoch of the cell's coordinator
     */
    default CompletionStage<Void> handKey(RobotId robot, long epoch, SessionKey key) {
        return CompletableFuture.failedFuture(new KeyRefused("no key is handed over this link"));
    }

    /** Reads the status now, from the PLC itself. */
    CompletionStage<PlcStatus> status();

    @Override
    void close();

    /**
     * A command of commands.yaml.
     *
     * @param numbers in the units of commands.yaml
     */
    record Command(
            CommandId id,
            long epoch,
            String name,
            String rack,
            String slot,
            String operation,
            Map<String, Double> numbers,
            Map<String, String> texts) {
        public Command {
            numbers = Map.copyOf(numbers);
            texts = Map.copyOf(texts);
        }
    }

    interface Listener {
        /** Connected, checked against the contract, status read. */
        void linkUp(PlcStatus status);

        /** Something changed, or the regular read came round. */
        void statusRead(PlcStatus status);

        /** Nothing of what was last read counts any more. */
        void linkDown(String why);

        /** The PLC is reachable but is not what the contract says; one sentence per missing or mistyped node. */
        void contractBroken(List<String> faults);
    }

    /** A key was not handed over, and why; trying again at once does not help. */
    final class KeyRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public KeyRefused(String message) {
            super(message);
        }
    }

    /** The link is down or went down; whether a write arrived is not known. */
    final class LinkLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LinkLost(String message) {
            super(message);
        }
    }
}
