package dev.mortise.controller.domain.kinematics;

import dev.mortise.controller.domain.plant.RobotSpec.AxisSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Arms of six axes. */
public final class Arms {

    private static final double L1 = 0.425;
    private static final double L2 = 0.392;
    private static final double W1 = 0.109;
    private static final double W2 = 0.082;
    private static final double H1 = 0.089;
    private static final double H2 = 0.095;

    private Arms() {}

    /** The UR5 of K. Lynch and F. Park, Modern Robotics, example 4.5, with its six lines and numbers. */
    static GeometrySpec ur5() {
        return new GeometrySpec(
                List.of(
                        turns(0, 0, 0, 0, 0, 1),
                        turns(0, 0, H1, 0, 1, 0),
                        turns(L1, 0, H1, 0, 1, 0),
                        turns(L1 + L2, 0, H1, 0, 1, 0),
                        turns(L1 + L2, W1, 0, 0, 0, -1),
                        turns(L1 + L2, 0, H1 - H2, 0, 1, 0)),
                List.of(L1 + L2, W1 + W2, H1 - H2),
                Optional.empty());
    }

    /** A large one with a wrist whose axes meet in a point, three metres long when it is stretched along x. */
    public static GeometrySpec large() {
        return new GeometrySpec(
                List.of(
                        turns(0, 0, 0, 0, 0, 1),
                        turns(0.35, 0, 0.8, 0, 1, 0),
                        turns(1.5, 0, 0.8, 0, 1, 0),
                        turns(0, 0, 0.8, 1, 0, 0),
                        turns(2.7, 0, 0.8, 0, 1, 0),
                        turns(0, 0, 0.8, 1, 0, 0)),
                List.of(3.0, 0.0, 0.8),
                Optional.empty());
    }

    /** Limits as large arms have them. */
    public static List<JointSpec> joints() {
        double[] ranges = {3.1, 2.2, 2.8, 3.1, 2.1, 6.2};
        return IntStream.range(0, ranges.length)
                .mapToObj(i -> new JointSpec(
                        "j" + (i + 1),
                        false,
                        -ranges[i],
                        ranges[i],
                        i < 3 ? 2.6 : 4,
                        i < 3 ? 10 : 16,
                        i < 3 ? 100 : 160))
                .toList();
    }

    private static AxisSpec turns(double x, double y, double z, double alongX, double alongY, double alongZ) {
        return new AxisSpec(false, List.of(x, y, z), List.of(alongX, alongY, alongZ));
    }
}
