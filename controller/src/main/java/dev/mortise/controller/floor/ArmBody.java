package dev.mortise.controller.floor;

import static dev.mortise.controller.floor.Shape.at;
import static dev.mortise.controller.floor.Shape.box;
import static dev.mortise.controller.floor.Shape.rod;

import dev.mortise.controller.domain.plant.RobotSpec.AxisSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A robot whose plant.yaml says where its axes and its tool are: they are where they are, however its joints stand. How thick it is, nobody says. In its cell
 * the x of its own frame shows to the dock.
 */
final class ArmBody {

    /** The tool's point; its node is named so behind the robot's id. */
    private static final String TOOL = "tool";

    /** Of the first joint; each one after it is slimmer. m */
    private static final double RADIUS = 0.17;

    private static final double SLIMMER = 0.82;

    /** A joint is longer than it is thick, and thicker than the link after it. */
    private static final double JOINT_LENGTH = 2.2;

    private static final double LINK_RADIUS = 0.7;

    /** Shorter than this, in m, a link is nothing that could be drawn. */
    private static final double LINK_MIN = 0.02;

    private final RobotBody robot;
    private final List<Vector> directions = new ArrayList<>();

    /** A point of each axis' line, the one nearest to the joint before it; the tool's point at the end. */
    private final List<Vector> points = new ArrayList<>();

    private ArmBody(RobotBody robot, GeometrySpec geometry) {
        this.robot = robot;
        Vector before = Vector.ZERO;
        for (AxisSpec axis : geometry.axes()) {
            Vector direction = vector(axis.unit());
            Vector through = vector(axis.through());
            before = through.plus(direction.times(before.minus(through).dot(direction)));
            directions.add(direction);
            points.add(before);
        }
        points.add(vector(geometry.tool()));
    }

    static Body of(RobotBody robot, GeometrySpec geometry, Vector place) {
        ArmBody arm = new ArmBody(robot, geometry);
        Body foot = Body.of(
                robot.id(), place, List.of(box(at(0.5, 0.5, 0.06), at(0, 0, 0.03), Paint.DARK)), List.of(arm.from(0)));
        return foot.turned(Turn.about(Vector.Z, Math.PI / 2));
    }

    /** A joint with all that it moves. */
    private Body from(int index) {
        Vector here = points.get(index);
        Vector next = points.get(index + 1).minus(here);
        double radius = RADIUS * Math.pow(SLIMMER, index);
        List<Shape> shapes = new ArrayList<>();
        shapes.add(rod(radius, radius * JOINT_LENGTH, directions.get(index), Vector.ZERO, Paint.JOINT));
        boolean last = index == directions.size() - 1;
        if (next.length() > LINK_MIN) {
            Vector along = next.times(1 / next.length());
            Paint paint = last ? Paint.TOOL : Paint.ROBOT;
            shapes.add(rod(radius * LINK_RADIUS, next.length(), along, next.times(0.5), paint));
        }
        Body fixed = last
                ? Body.of(robot.id() + "_" + TOOL, next, List.of(), List.of())
                        .known(Map.of("kind", TOOL, "robot", robot.id()))
                : from(index + 1);
        Vector mount = index == 0 ? here : here.minus(points.get(index - 1));
        return robot.link(index, mount, directions.get(index), shapes, List.of(fixed));
    }

    private static Vector vector(List<Double> values) {
        return new Vector(values.get(0), values.get(1), values.get(2));
    }
}
