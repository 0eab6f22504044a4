package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.port.PlcLink;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The link of one life of the controller to one PLC. What was sent arrives later, even when its sender is dead by then,
 * and not at all when the wire was cut meanwhile.
 */
final class PlcWire implements PlcLink {

    private static final Duration POLL = Duration.ofMillis(250);

    private final World world;
    private final Kernel.Life life;
    private final CellId cell;
    private final PlcDevice device;
    private final Wires.Latency latency;
    private final Map<String, Integer> sent = new HashMap<>();
    private Optional<Listener> listener = Optional.empty();
    private boolean up;
    private int cuts;

    PlcWire(World world, Kernel.Life life, CellId cell, PlcDevice device, Wires.Latency latency) {
        this.world = world;
        this.life = life;
        this.cell = cell;
        this.device = device;
        this.latency = latency;
        device.watch(this::changed);
    }

    boolean isUp() {
        return up && !life.isOver();
    }

    /** Whether the PLC hears the heartbeat. */
    boolean isHeard() {
        return isUp() && !life.isPaused();
    }

    boolean isAlive() {
        return !life.isOver();
    }

    CellId cell() {
        return cell;
    }

    @Override
    public void open(Listener heard) {
        listener = Optional.of(heard);
        life.after(world.kernel.between(20, 200), this::mend);
        life.after(POLL, this::poll);
    }

    void cut(String why) {
        if (up && !life.isOver()) {
            up = false;
            cuts++;
            listener.ifPresent(heard -> heard.linkDown(why));
        }
    }

    void mend() {
        if (!up && !life.isOver() && listener.isPresent()) {
            up = true;
            if (world.bug != Bug.WIRE_KEEPS_LINK_UP_TO_ITSELF || cuts == 0) {
                listener.ifPresent(heard -> heard.linkUp(device.status()));
            }
        }
    }

    private void poll() {
        changed();
        life.after(POLL, this::poll);
    }

    private void changed() {
        if (!isUp()) {
            return;
        }
        PlcStatus status = device.status();
        if (world.bug == Bug.WIRE_ACKNOWLEDGES_AT_ONCE) {
            status.outcome()
                    .ifPresent(outcome -> device.acknowledge(outcome.command().value()));
        }
        int wire = cuts;
        life.after(latency.draw(world.kernel), () -> {
            boolean told = wire == cuts || world.bug != Bug.WIRE_KEEPS_LINK_UP_TO_ITSELF;
            if (isUp() && wire == cuts && told && !(world.bug == Bug.WIRE_KEEPS_LINK_UP_TO_ITSELF && cuts > 0)) {
                listener.ifPresent(heard -> heard.statusRead(status));
            }
        });
    }

    @Override
    public CompletionStage<Void> send(Command command) {
        world.asked(cell, command.id().value(), life);
        int times = sent.merge(command.id().value(), 1, Integer::sum);
        Command on = world.bug == Bug.WIRE_RENAMES_REPEATED_COMMANDS && times > 1
                ? new Command(
                        new CommandId(command.id().value() + "-" + times),
                        command.epoch(),
                        command.name(),
                        command.rack(),
                        command.slot(),
                        command.operation(),
                        command.numbers(),
                        command.texts())
                : command;
        return deliver(() -> device.take(on, life.key));
    }

    @Override
    public CompletionStage<Void> request(UnitCommand command, long epoch) {
        world.sends(cell + " " + command, life);
        return deliver(() -> device.request(command, epoch, life.key));
    }

    @Override
    public CompletionStage<Void> acknowledge(CommandId command) {
        return deliver(() -> device.acknowledge(command.value()));
    }

    @Override
    public CompletionStage<PlcStatus> status() {
        return up
                ? CompletableFuture.completedFuture(device.status())
                : CompletableFuture.failedFuture(new LinkLost("cut"));
    }

    private CompletionStage<Void> deliver(Runnable arrival) {
        if (!up) {
            return CompletableFuture.failedFuture(new LinkLost("cut"));
        }
        int wire = cuts;
        world.kernel.after(latency.draw(world.kernel), () -> {
            if (wire == cuts) {
                arrival.run();
            }
        });
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        up = false;
    }
}
