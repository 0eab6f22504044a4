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
    private Optional<Runnable> afterNextFinish = Optional.empty();

    RobotDevice(World world, CellId cell) {
        this.world = world;
        this.cell = cell;
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
