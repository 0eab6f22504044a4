package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.v1.quick.RobotState;
import java.util.Arrays;

/** What the tool feels where it is. */
final class Touch {

    /** Fx Fy Fz Tx Ty Tz; the axes that push are the base frame's x, y and z. */
    private static final int WRENCH = 6;

    private final RobotConfig config;
    private final Workpiece workpiece;
    private final double[] beside;
    private double force;

    Touch(RobotConfig config, Workpiece workpiece) {
        this.config = config;
        this.workpiece = workpiece;
        this.beside = new double[config.axes()];
    }

    /** Once a cycle: the axes are there, with these velocities. */
    void at(double[] q, double[] v, long commandInHand) {
        double depth = q[config.insertionAxis()] - config.approach();
        double speed = v[config.insertionAxis()];
        Arrays.fill(beside, 0);
        if (depth < 0 || Double.isInfinite(depth)) {
            force = 0;
            return;
        }
        double aside = config.slots().map(slots -> slots.aside(q)).orElse(0.0);
        double above = config.slots().map(slots -> slots.above(q)).orElse(0.0);
        force = workpiece.resistanceNewtons(depth, speed, aside, above);
        config.slots().ifPresent(slots -> {
            beside[slots.asideAxis()] = workpiece.asideNewtons(depth, aside);
            beside[slots.heightAxis()] = workpiece.aboveNewtons(depth, above);
        });
        if (speed != 0) {
            workpiece.reached(depth, force, commandInHand);
        }
    }

    void describe(RobotState into) {
        for (int direction = 0; direction < WRENCH; direction++) {
            double newtons = direction < beside.length ? beside[direction] : 0;
            into.addWrenchExt((float) (direction == config.insertionAxis() ? -force : newtons));
        }
    }
}
