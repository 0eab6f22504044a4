package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The robots of a line, and what befalls them. */
final class RobotDevices {

    private final World world;
    private final Map<CellId, RobotDevice> robots = new LinkedHashMap<>();

    RobotDevices(World world) {
        this.world = world;
    }

    void add(CellSpec cell) {
        cell.robots().forEach(robot -> robots.put(cell.id(), new RobotDevice(world, cell.id(), robot.id())));
    }

    RobotDevice of(CellId cell) {
        return Optional.ofNullable(robots.get(cell)).orElseThrow();
    }

    /** In the very moment in which a robot has done something and nobody has stored it. */
    void afterSomeFinish(Runnable trouble) {
        afterFinishOf(some(), trouble);
    }

    /** At once, or in that moment; beside a controller that lives, or one that dies with it. */
    void restartSome(Runnable killController) {
        RobotDevice robot = some();
        Runnable restart = world.kernel.happens(0.5)
                ? robot::restart
                : () -> {
                    killController.run();
                    robot.restart();
                };
        if (world.kernel.happens(0.5)) {
            afterFinishOf(robot, restart);
        } else {
            restart.run();
        }
    }

    private void afterFinishOf(RobotDevice robot, Runnable trouble) {
        robot.afterNextFinish(() -> world.kernel.after(world.kernel.between(0, 30), trouble));
    }

    private RobotDevice some() {
        return List.copyOf(robots.values()).get(world.kernel.chance.nextInt(robots.size()));
    }
}
