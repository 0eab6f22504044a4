package dev.mortise.controller.step;

import dev.mortise.controller.domain.kinematics.StraightWay;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.Kinematics;
import dev.mortise.controller.domain.process.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code path} of a move: which of its ways are straight for the tool. All ways of a gantry are straight without it. */
final class StraightPath {

    private static final String PATH = "path";
    private static final String ALL = "straight";
    private static final String IN = "straight-in";
    private static final String OUT = "straight-out";

    private StraightPath() {}

    static List<String> faults(Step step) {
        boolean known = Set.of(ALL, IN, OUT).contains(step.texts().getOrDefault(PATH, ALL));
        return known && !step.numbers().containsKey(PATH)
                ? List.of()
                : List.of("path: straight, straight-in or straight-out, or nothing");
    }

    /** Whether the way to one of the places, counted from 0, is straight; and not as every way of a gantry. */
    static boolean isStraight(RobotSpec robot, Step step, int stop, int stops) {
        if (robot.kinematics() == Kinematics.GANTRY) {
            return false;
        }
        return switch (step.texts().getOrDefault(PATH, "")) {
            case ALL -> true;
            case IN -> stop == stops - 1;
            case OUT -> stop == 0;
            default -> false;
        };
    }

    /** Whether a radius is of the tool, because a robot's axes need not go straight when its tool does. */
    static boolean guidesTool(RobotSpec robot, Step step) {
        return robot.kinematics() != Kinematics.GANTRY && step.texts().containsKey(PATH);
    }

    /**
     * That the ways between the step's own places exist; the way to the first of them begins wherever the robot will stand.
     *
     * @param stops where it goes, one after another
     */
    static List<String> faultsIn(CellSpec cell, Step step, List<List<Double>> stops) {
        RobotSpec robot = cell.robot().orElseThrow();
        if (robot.kinematics() == Kinematics.GANTRY || !step.texts().containsKey(PATH)) {
            return List.of();
        }
        if (robot.geometry().isEmpty()) {
            return List.of("path: nothing; " + robot.id() + " in " + cell.id() + " has no geometry in plant.yaml");
        }
        List<String> faults = new ArrayList<>();
        StraightWay way = new StraightWay(robot.geometry().orElseThrow(), robot.joints());
        for (int i = 1; i < stops.size(); i++) {
            if (isStraight(robot, step, i, stops.size())
                    && way.between(array(stops.get(i - 1)), array(stops.get(i)))
                            instanceof StraightWay.Found.None none) {
                faults.add("path: ways that " + robot.id() + " in " + cell.id() + " can go straight; to its stop "
                        + (i + 1) + " of " + stops.size() + " there is none, " + none.reason());
            }
        }
        return faults;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
