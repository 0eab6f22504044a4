package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A robot: does what the engine makes it do while the engine lives, and remembers the last motion that it finished. After a
 * restart it does not; the epoch that it obeyed it has kept.
 */
final class RobotDevice {

    private static final double OVERFORCE_SHARE = 0.04;

    /** Of the parts that are on their way when the power goes. */
    private static final double HOME_SHARE = 0.5;

    private final World world;
    private final CellId cell;
    private final RobotId id;
    private final List<RobotWire> wires = new ArrayList<>();
    private Optional<CommandId> finished = Optional.empty();
    private Optional<CommandId> pushing = Optional.empty();
    private int boot = 1;
    private Optional<RobotWire> session = Optional.empty();
    private long epoch;
    private Optional<Runnable> afterNextFinish = Optional.empty();

    RobotDevice(World world, CellId cell, RobotId id) {
        this.world = world;
        this.cell = cell;
        this.id = id;
    }

    void attach(RobotWire wire) {
        wires.add(wire);
    }

    RobotStatus status() {
        return new RobotStatus(
                id,
                true,
                Integer.toString(boot),
                finished.filter(this::hasFinished).stream()
                        .mapToLong(CommandId::number)
                        .findFirst(),
                "READY",
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Power off and on. What it was pushing may have slid home without its knowing. */
    void restart() {
        world.kernel.note(id + " restarts", pushing.map(CommandId::value).orElse(""));
        if (pushing.isPresent() && world.kernel.happens(HOME_SHARE)) {
            seat(pushing.orElseThrow());
        }
        pushing = Optional.empty();
        finished = Optional.empty();
        session = Optional.empty();
        boot += world.bug == Bug.ROBOT_HIDES_RESTART ? 0 : 1;
        wires.removeIf(wire -> !wire.isAlive());
        List.copyOf(wires).forEach(wire -> {
            wire.cut();
            world.kernel.after(world.kernel.between(500, 4_000), wire::mend);
        });
    }

    /** Its part is on its way into the slot, or it only moves. */
    void begins(CommandId motion, boolean insertion) {
        pushing = Optional.of(motion).filter(pushes -> insertion);
    }

    void stops() {
        pushing = Optional.empty();
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
        stops();
        if (insertion && world.kernel.happens(OVERFORCE_SHARE * failures)) {
            return new Reports(id).failure("overforce", Map.of());
        }
        if (insertion) {
            seat(id);
        }
        finished = Optional.of(id);
        afterNextFinish.ifPresent(Runnable::run);
        afterNextFinish = Optional.empty();
        return new Reports(id).ok();
    }

    private void seat(CommandId motion) {
        String[] part = motion.value().split("/", -1);
        world.effect(cell, motion.value(), "insert");
        world.seats(part[0], part[1].substring(part[1].indexOf('.') + 1), motion.value());
    }
}
