package dev.mortise.controller.actor;

import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.PlcLink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A PLC without a wire that does everything at once: what remains is the controller's own time. */
public final class ObedientPlc implements PlcLink {

    private final Consumer<Command> witness;
    private final Set<UnitCommand> deafTo;
    private Listener listener = new Nobody();
    private UnitState state = UnitState.IDLE;
    private Optional<PlcStatus.Command> command = Optional.empty();
    private Optional<StepReport> outcome = Optional.empty();

    /**
     * Connected as soon as it is opened.
     *
     * @param witness is told of each command
     */
    public ObedientPlc(Consumer<Command> witness) {
        this(witness, Set.of());
    }

    /**
     * Takes some requests and does nothing about them.
     *
     * @param deafTo which
     */
    ObedientPlc(Consumer<Command> witness, Set<UnitCommand> deafTo) {
        this.witness = witness;
        this.deafTo = Set.copyOf(deafTo);
    }

    @Override
    public synchronized void open(Listener opened) {
        listener = opened;
        listener.linkUp(now());
    }

    @Override
    public synchronized CompletionStage<Void> send(Command sent) {
        witness.accept(sent);
        command = Optional.of(new PlcStatus.Command(sent.id(), PlcStatus.CommandState.DONE, "", 1));
        outcome = Optional.of(
                new StepReport("move", sent.id(), StepReport.Outcome.OK, "", List.of(), Map.of(), Optional.empty()));
        return told();
    }

    @Override
    public synchronized CompletionStage<Void> request(UnitCommand asked, long epoch) {
        if (deafTo.contains(asked)) {
            return told();
        }
        state = switch (asked) {
            case RESET -> UnitState.IDLE;
            case START, UNHOLD, UNSUSPEND -> UnitState.EXECUTE;
            case HOLD -> UnitState.HELD;
            case SUSPEND -> UnitState.SUSPENDED;
            case STOP, CLEAR -> UnitState.STOPPED;
            case ABORT -> UnitState.ABORTED;
            case COMPLETE -> UnitState.COMPLETE;
        };
        return told();
    }

    @Override
    public synchronized CompletionStage<Void> acknowledge(CommandId stored) {
        outcome = outcome.filter(kept -> !kept.command().equals(stored));
        return told();
    }

    @Override
    public synchronized CompletionStage<PlcStatus> status() {
        return CompletableFuture.completedFuture(now());
    }

    private CompletionStage<Void> told() {
        listener.statusRead(now());
        return CompletableFuture.allOf();
    }

    private PlcStatus now() {
        return new PlcStatus(
                "boot",
                true,
                true,
                1,
                state,
                1,
                "",
                command,
                outcome,
                new PlcStatus.Safety(false, false, true, 1),
                List.of());
    }

    @Override
    public void close() {
        // nothing is open
    }

    private static final class Nobody implements Listener {
        @Override
        public void linkUp(PlcStatus status) {
            // nobody has opened it yet
        }

        @Override
        public void statusRead(PlcStatus status) {
            // nobody has opened it yet
        }

        @Override
        public void linkDown(String why) {
            // it never is
        }

        @Override
        public void contractBroken(List<String> faults) {
            // it never is
        }
    }
}
