package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.StepReport;
import java.util.Map;
import java.util.Optional;

/** A robot: does what the engine makes it do while the engine lives, and remembers the last motion that it finished. */
final class RobotDevice {

    private static final double OVERFORCE_SHARE = 0.04;

    private final World world;
    private final CellId cell;
    private Optional<CommandId> finished = Optional.empty();
    private Optional<RobotWire> session = Optional.empty();
    private long epoch;
    private Optional<Runnable> afterNextFinish = Optional.empty();

    RobotDevice(World world, CellId cell) {
        this.world = world;
        this.cell = cell;
    }

    /** A session begins with its first command, and ends that of every lower epoch; a motion of that one stops where it is. */
    boolean begins(RobotWire wire, long newEpoch, String life) {
        if (newEpoch < epoch && world.bug != Bug.ROBOT_HAS_NO_FENCE) {
            return false;
        }
        world.obeys(cell + " robot", newEpoch, life);
        epoch = Math.max(epoch, newEpoch);
        session = Optional.of(wire);
        return true;
    }

    boolean obeys(RobotWire wire) {
        return session.equals(Optional.of(wire));
    }

    boolean hasFinished(CommandId id) {
        return world.bug != Bug.ROBOT_FORGETS && finished.equals(Optional.of(id));
    }

    /** Once. */
    void afterNextFinish(Runnable then) {
        afterNextFinish = Optional.of(then);
    }

    /** The end of a motion. An insertion seats its part, or is given up without any effect. */
    StepReport finish(CommandId id, boolean insertion, double failures) {
        if (insertion && world.kernel.happens(OVERFORCE_SHARE * failures)) {
            return new Reports(id).failure("overforce", Map.of());
        }
        if (insertion) {
            String[] part = id.value().split("/", -1);
            world.effect(cell, id.value(), "insert");
            world.seats(part[0], part[1].substring(part[1].indexOf('.') + 1), id.value());
        }
        finished = Optional.of(id);
        afterNextFinish.ifPresent(Runnable::run);
        afterNextFinish = Optional.empty();
        return new Reports(id).ok();
    }
}
