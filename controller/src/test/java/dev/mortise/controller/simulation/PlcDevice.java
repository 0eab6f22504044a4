package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.PlcStatus.CommandState;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.PlcLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cell's PLC by the contract of cell-protocol: memory, epoch, one command at a time. Outlives controllers. */
final class PlcDevice {

    private final World world;
    private final CellId cell;
    private final Tools tools;
    private final Map<String, StepReport> stored = new LinkedHashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private Optional<PlcLink.Command> running = Optional.empty();
    private Optional<PlcStatus.Command> status = Optional.empty();
    private UnitState state = UnitState.STOPPED;
    private String stopReason = "";
    private long epoch;
    private int boot = 1;
    private boolean memoryRetained = true;
    private Runnable afterNext = () -> {};

    /** What a command does to the part, and how it ends. */
    interface Tools {
        StepReport carryOut(PlcLink.Command command);
    }

    PlcDevice(World world, CellId cell, Tools tools) {
        this.world = world;
        this.cell = cell;
        this.tools = tools;
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void take(PlcLink.Command command, String life) {
        String id = command.id().value();
        Optional<String> refusal = refusal(command, id);
        if (refusal.isPresent()) {
            show(command, CommandState.REFUSED, refusal.orElseThrow());
            return;
        }
        obey(command.epoch(), life);
        boolean repeats = world.bug == Bug.PLC_REPEATS && running.isEmpty();
        if (stored.containsKey(id) && !repeats) {
            StepReport again = stored.get(id);
            stored.remove(id);
            stored.put(id, again); // the one that is shown
            show(command, CommandState.DONE, "");
        } else if (running.isPresent()) {
            show(command, CommandState.RUNNING, "");
        } else if (world.bug == Bug.PLC_ANSWERS_WITH_THE_LAST_OUTCOME && world.kernel.happens(0.02)) {
            finished(command, new Reports(command).ok());
        } else {
            running = Optional.of(command);
            show(command, CommandState.RUNNING, "");
            int life0 = boot;
            world.kernel.after(world.kernel.between(100, 2_000), () -> {
                if (boot == life0 && running.equals(Optional.of(command))) {
                    finish(command);
                }
            });
        }
    }

    private Optional<String> refusal(PlcLink.Command command, String id) {
        if (command.epoch() < epoch && world.bug != Bug.PLC_HAS_NO_FENCE) {
            return Optional.of("STALE_EPOCH: " + command.epoch());
        }
        boolean known = stored.containsKey(id)
                || running.filter(other -> other.id().equals(command.id())).isPresent();
        if (known) {
            return Optional.empty();
        }
        if (acknowledged.contains(id) && world.bug != Bug.PLC_REPEATS) {
            return Optional.of("ALREADY_ACKNOWLEDGED: " + id);
        }
        if (running.isPresent()) {
            return Optional.of("BUSY: " + running.orElseThrow().id());
        }
        return state == UnitState.EXECUTE ? Optional.empty() : Optional.of("NOT_EXECUTING: " + state);
    }

    /** Effect and memory in one step. */
    private void finish(PlcLink.Command command) {
        int life = boot;
        switch (world.bug) {
            case PLC_TELLS_BEFORE_IT_DOES -> {
                finished(command, new Reports(command).ok());
                world.kernel.after(world.kernel.between(50, 500), () -> {
                    if (boot == life) {
                        tools.carryOut(command);
                    }
                });
            }
            case PLC_STORES_TOO_LATE -> {
                StepReport report = tools.carryOut(command);
                world.kernel.after(world.kernel.between(50, 500), () -> {
                    if (boot == life) {
                        finished(command, report);
                    }
                });
                strikes(); // between the two, whose order is the mistake
            }
            default -> finished(command, tools.carryOut(command));
        }
    }

    private void finished(PlcLink.Command command, StepReport report) {
        running = Optional.empty();
        stored.put(command.id().value(), report);
        show(command, CommandState.DONE, "");
        strikes();
    }

    /** The restart that waits for the moment in which something has just been done. */
    private void strikes() {
        Runnable trouble = afterNext;
        afterNext = () -> {};
        trouble.run();
    }

    /** The worst moments are those at which something has just been done. */
    void afterNextOutcome(Runnable trouble) {
        afterNext = trouble;
    }

    void acknowledge(String id) {
        if (stored.remove(id) != null) {
            acknowledged.add(id);
            changed();
        }
    }

    void request(UnitCommand command, long newEpoch, String life) {
        if (newEpoch < epoch && world.bug != Bug.PLC_HAS_NO_FENCE) {
            return;
        }
        obey(newEpoch, life);
        UnitState next = switch (command) {
            case RESET -> state == UnitState.STOPPED ? UnitState.IDLE : state;
            case START -> state == UnitState.IDLE ? UnitState.EXECUTE : state;
            case HOLD -> state == UnitState.EXECUTE ? UnitState.HELD : state;
            case UNHOLD -> state == UnitState.HELD ? UnitState.EXECUTE : state;
            case ABORT -> UnitState.ABORTED;
            case CLEAR -> state == UnitState.ABORTED ? UnitState.STOPPED : state;
            default -> state;
        };
        become(next, "requested by the controller");
        if (next == UnitState.ABORTED) {
            running.ifPresent(command0 -> finished(command0, new Reports(command0).fault("aborted")));
        }
    }

    /** The PLC's own watch on its controller. */
    void controllerSilent() {
        if (state == UnitState.EXECUTE) {
            become(UnitState.HELD, "CONTROLLER_SILENT: no heartbeat for 2 s");
        }
    }

    private void become(UnitState next, String reason) {
        if (next != state) {
            state = next;
            stopReason = next == UnitState.HELD || next == UnitState.ABORTED ? reason : "";
            changed();
        }
    }

    /** Power off and on: what was under way never happened; a cold start has lost its memory, too. */
    void restart(boolean cold) {
        world.kernel.note(cell + " PLC restarts " + (cold ? "cold" : "warm"));
        boot++;
        running = Optional.empty();
        status = Optional.empty();
        state = UnitState.STOPPED;
        stopReason = "";
        memoryRetained = !cold || world.bug == Bug.PLC_HIDES_COLD_START;
        if (cold) {
            epoch = memoryRetained ? epoch : 0;
            acknowledged.clear();
        }
        if (cold || world.bug == Bug.PLC_FORGETS_OUTCOMES) {
            stored.clear();
        }
    }

    private void obey(long newEpoch, String life) {
        world.obeys(cell + " boot " + (memoryRetained ? "" : boot), newEpoch, life);
        epoch = Math.max(epoch, newEpoch);
    }

    private void show(PlcLink.Command command, CommandState now, String reason) {
        status = Optional.of(new PlcStatus.Command(command.id(), now, reason, now == CommandState.DONE ? 1 : 0));
        changed();
    }

    private void changed() {
        List.copyOf(watchers).forEach(Runnable::run);
    }

    PlcStatus status() {
        Optional<StepReport> newest = stored.values().stream().reduce((first, second) -> second);
        return new PlcStatus(
                "boot-" + boot,
                memoryRetained,
                true,
                epoch,
                state,
                1,
                stopReason,
                status,
                newest,
                new PlcStatus.Safety(false, false, true, 3),
                List.of());
    }
}
