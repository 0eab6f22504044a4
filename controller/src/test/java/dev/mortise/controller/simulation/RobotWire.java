package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.RobotSays;
import java.util.List;
import java.util.Optional;

/** The real-time engine of one life for one robot: motions end while it lives, and are broken off when it dies. */
final class RobotWire implements RobotLink {

    private final World world;
    private final Kernel.Life life;
    private final CellId cell;
    private final RobotId id;
    private final RobotDevice device;
    private final double failures;
    private Optional<Listener> listener = Optional.empty();
    private Optional<CommandId> running = Optional.empty();
    private Optional<StepReport> outcome = Optional.empty();
    private long epoch;
    private String robotLife = "";
    private boolean pushes;
    private boolean up;
    private int cuts;

    RobotWire(World world, Kernel.Life life, CellId cell, RobotId id, RobotDevice device, double failures) {
        this.world = world;
        this.life = life;
        this.cell = cell;
        this.id = id;
        this.device = device;
        this.failures = failures;
        device.attach(this);
    }

    boolean isOf(Kernel.Life one) {
        return life == one;
    }

    /** The engine answers every state: the first thing that a process does when it awakes, whoever is in charge by then. */
    void commandsOn() {
        if (up && !device.obeys(this) && !device.begins(this, epoch, life.key)) {
            cut();
        }
    }

    boolean isAlive() {
        return !life.isOver();
    }

    @Override
    public void open(long own, Listener heard) {
        listener = Optional.of(heard);
        epoch = own;
        life.after(world.kernel.between(20, 300), this::mend);
    }

    void cut() {
        if (up && !life.isOver()) {
            up = false;
            cuts++;
            listener.ifPresent(heard -> heard.linkDown("no state for 500 ms"));
        }
    }

    void mend() {
        if (!up && !life.isOver() && !life.isPaused() && listener.isPresent() && device.begins(this, epoch, life.key)) {
            up = true;
            RobotStatus status = device.status();
            if (!robotLife.equals(status.life())) {
                robotLife = status.life();
                running = running.filter(command -> !pushes); // nobody knows how far it came
            }
            listener.ifPresent(heard -> heard.linkUp(status));
        }
    }

    @Override
    public void run(CommandId command, long epoch, MotionProgram program, String meant) {
        world.asked(cell, command.value(), life);
        if (!meant.equals(robotLife)) {
            return;
        }
        if (!device.obeys(this)) {
            cut();
        } else if (outcome.filter(report -> report.command().equals(command)).isPresent()) {
            tell();
        } else if (up && !running.equals(Optional.of(command))) {
            outcome = Optional.empty();
            boolean insertion = program.insertion().isPresent();
            if (device.hasFinished(command)) {
                ended(insertion ? new Reports(command).fault("result-lost") : new Reports(command).ok());
            } else {
                running = Optional.of(command);
                pushes = insertion;
                device.begins(command, insertion);
                moves(command, insertion);
            }
        }
    }

    /** A motion that lost its link on the way goes on when it is back. */
    private void moves(CommandId command, boolean insertion) {
        int wire = cuts;
        life.after(world.kernel.between(300, 3_000), () -> {
            if (!running.equals(Optional.of(command))) {
                return;
            }
            if (up && !device.obeys(this)) {
                cut();
            } else if (up && wire == cuts) {
                ended(device.finish(command, insertion, failures));
            } else {
                moves(command, insertion);
            }
        });
    }

    private void ended(StepReport report) {
        running = Optional.empty();
        outcome = Optional.of(report);
        tell();
    }

    private void tell() {
        life.after(
                world.kernel.between(1, 10),
                () -> outcome.ifPresent(report -> listener.ifPresent(heard -> heard.motionEnded(report))));
    }

    @Override
    public void speed(Speed speed) {
        // how long a motion takes is chance here
    }

    @Override
    public void hold(String reason) {
        running.ifPresent(command -> {
            device.stops();
            ended(new Reports(command).fault("held"));
        });
    }

    @Override
    public RobotView view() {
        return new RobotView(id, up, true, "", List.of(), 0, 1, LinkFigures.NONE, RobotSays.NOTHING);
    }

    @Override
    public void close() {
        up = false;
    }
}
