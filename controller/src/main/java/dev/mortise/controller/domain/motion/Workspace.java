package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.kinematics.Arm;
import dev.mortise.controller.domain.kinematics.Place;
import dev.mortise.controller.domain.plant.RobotSpec.BoxSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;

/** The box that a robot's tool point never leaves. Allocates nothing but itself. */
final class Workspace {

    /** Rounding of a place that is worked out from six turns, in m: far below what any robot repeats. */
    private static final double ROUNDING_METRES = 1e-9;

    private static final String[] DIRECTIONS = {"x", "y", "z"};

    private final Arm arm;
    private final Place tool = new Place();
    private final double[] lowest = new double[DIRECTIONS.length];
    private final double[] highest = new double[DIRECTIONS.length];
    private final BoxSpec box;

    Workspace(GeometrySpec geometry, BoxSpec box) {
        this.arm = new Arm(geometry);
        this.box = box;
        for (int i = 0; i < DIRECTIONS.length; i++) {
            lowest[i] = box.min().get(i);
            highest[i] = box.max().get(i);
        }
    }

    /** A motion begins with its axes there: standing a little outside, the tool may come back from there. */
    void standing(double[] positions, int offset) {
        arm.place(positions, offset, tool);
        for (int i = 0; i < DIRECTIONS.length; i++) {
            lowest[i] = Math.min(box.min().get(i), tool.metres(i)) - ROUNDING_METRES;
            highest[i] = Math.max(box.max().get(i), tool.metres(i)) + ROUNDING_METRES;
        }
    }

    /** The direction in which the tool would be outside with its axes there; empty when it would not be. */
    String left(double[] positions, int offset) {
        arm.place(positions, offset, tool);
        for (int i = 0; i < DIRECTIONS.length; i++) {
            // turned round so that NaN does not pass
            if (!(tool.metres(i) >= lowest[i] && tool.metres(i) <= highest[i])) {
                return DIRECTIONS[i];
            }
        }
        return "";
    }
}
