package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a push gives way beside its line: each prismatic axis that does not push goes as if the force on it drew it through a
 * damper, no farther from the line than it may. It is added to what the plan says of these axes, which stands meanwhile. Lives
 * as long as its motion; allocates nothing but itself.
 */
final class Yielding {

    /** Less is noise, weight that is not quite balanced, and friction of a gripper: it would lead the part astray. */
    private static final double DEAD_NEWTONS = 10;

    private static final double MILLIMETRES_PER_METRE = 1e3;

    private final int[] axes;
    private final Sideways[] sides;
    private final double damping;
    private boolean feels;
    private double peakNewtons;
    private double lastMetres;

    Yielding(List<JointSpec> joints, Insert push, Insert.Yield known, double cycleSeconds) {
        this.axes = IntStream.range(0, joints.size())
                .filter(axis -> axis != push.axis() && joints.get(axis).prismatic())
                .toArray();
        this.sides = IntStream.of(axes)
                .mapToObj(axis -> new Sideways(
                        joints.get(axis), push.contactSpeedMetresPerSecond(), known.maxMetres(), cycleSeconds))
                .toArray(Sideways[]::new);
        this.damping = known.dampingNewtonSecondsPerMetre();
    }

    /** A new plan begins where the robot stands, which is beside the line of its push where it has given way already. */
    void begins(double[] standing, double[] line) {
        for (int i = 0; i < axes.length; i++) {
            sides[i].begins(standing[axes[i]] - line[axes[i]]);
        }
        feels = false;
    }

    /** Takes in what the robot feels while it pushes; from now on the newest set-points give way to it. */
    void feel(RobotReading robot) {
        feels = true;
        double squares = 0;
        double metres = 0;
        for (int i = 0; i < axes.length; i++) {
            double newtons = robot.sideNewtons(axes[i]);
            // what is no number is no force
            double beyond = Math.abs(newtons) > DEAD_NEWTONS ? newtons - Math.copySign(DEAD_NEWTONS, newtons) : 0;
            sides[i].wants(beyond / damping);
            squares += beyond == 0 ? 0 : newtons * newtons;
            metres = Math.hypot(metres, sides[i].metres());
        }
        lastMetres = metres;
        peakNewtons = Math.max(peakNewtons, Math.sqrt(squares));
    }

    /** It is to give way no more, and comes to rest. */
    void rest() {
        feels = false;
    }

    boolean rests() {
        for (Sideways side : sides) {
            if (!side.rests()) {
                return false;
            }
        }
        return true;
    }

    /** Goes on by a cycle, and adds to one position per axis how far the plan's line has been left since it began. */
    void next(double[] positions, int offset) {
        for (int i = 0; i < axes.length; i++) {
            positions[offset + axes[i]] += sides[i].next(feels);
        }
    }

    List<Measurement> measurements() {
        return List.of(
                new Measurement("side_force", peakNewtons, "N"),
                new Measurement("yielded", lastMetres * MILLIMETRES_PER_METRE, "mm"));
    }
}
