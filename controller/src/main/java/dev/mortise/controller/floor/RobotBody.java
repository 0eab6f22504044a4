package dev.mortise.controller.floor;

import static dev.mortise.controller.floor.Shape.at;
import static dev.mortise.controller.floor.Shape.box;
import static dev.mortise.controller.floor.Shape.rod;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A robot's links, one fixed to the other by its joints. Of a gantry the axes' ranges give the size; an arm of which plant.yaml
 * has no geometry has true angles and a reach that is a guess.
 */
final class RobotBody {

    /** Links of an arm, m. */
    private static final double BASE = 0.55;

    private static final double SHOULDER = 0.26;
    private static final double UPPER = 0.72;
    private static final double FORE = 0.62;
    private static final double WRIST = 0.2;

    /** Higher than a portal in a hall is anyway, m. */
    private static final double PORTAL_MAX = 2.75;

    /** The nearest pose to nothing being asked of it. */
    private static final String HOME = "home";

    private final RobotSpec robot;

    private RobotBody(RobotSpec robot) {
        this.robot = robot;
    }

    /** One that stands at home, or where it has no such pose, as near to zero as its axes come. */
    static Body of(RobotSpec robot, Vector place) {
        RobotBody made = new RobotBody(robot);
        Body body = robot.kinematics() == RobotSpec.Kinematics.GANTRY
                ? made.gantry(place)
                : robot.geometry().map(known -> ArmBody.of(made, known, place)).orElseGet(() -> made.arm(place));
        return body.known(Map.of("kind", "robot", "id", robot.id().value()));
    }

    String id() {
        return robot.id().value();
    }

    private Optional<JointSpec> joint(int index) {
        return index < robot.joints().size() ? Optional.of(robot.joints().get(index)) : Optional.empty();
    }

    private double low(int index) {
        return joint(index).map(JointSpec::min).orElse(0.0);
    }

    private double high(int index) {
        return joint(index).map(JointSpec::max).orElse(0.0);
    }

    private double rest(int index, JointSpec joint) {
        List<Double> home = robot.poses().getOrDefault(HOME, List.of());
        return index < home.size() ? home.get(index) : Math.min(joint.max(), Math.max(joint.min(), 0));
    }

    /**
     * A link that the joint with this index moves.
     *
     * @param axis along which it moves, or about which it turns
     */
    Body link(int index, Vector mount, Vector axis, List<Shape> shapes, List<Body> fixed) {
        Optional<JointSpec> found = joint(index);
        if (found.isEmpty()) {
            return Body.of(robot.id() + "_" + (index + 1), mount, shapes, fixed);
        }
        JointSpec joint = found.orElseThrow();
        double rest = rest(index, joint);
        String name = robot.id() + "_" + joint.name();
        Body moving = new Body(
                name,
                joint.prismatic() ? axis.times(rest) : Vector.ZERO,
                joint.prismatic() ? Turn.NONE : Turn.about(axis, rest),
                shapes,
                fixed,
                facts(joint, axis, rest));
        return mount.equals(Vector.ZERO) ? moving : Body.of(name + "_mount", mount, List.of(), List.of(moving));
    }

    private Map<String, Object> facts(JointSpec joint, Vector axis, double rest) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "joint");
        facts.put("robot", robot.id().value());
        facts.put("joint", joint.name());
        facts.put("type", joint.prismatic() ? "prismatic" : "revolute");
        facts.put("unit", joint.prismatic() ? "m" : "rad");
        facts.put("axis", List.of(axis.x(), axis.y(), axis.z()));
        facts.put("min", joint.min());
        facts.put("max", joint.max());
        facts.put("value", rest);
        return facts;
    }

    /** Three axes on a portal, and one that turns; the second carries the first. */
    private Body gantry(Vector place) {
        double left = low(0) - 0.25;
        double right = high(0) + 0.25;
        double rear = low(1) - 0.3;
        double front = high(1) - 0.2;
        double top = Math.min(PORTAL_MAX, high(2) + 0.25);
        Body hand = link(
                3,
                Vector.ZERO,
                Vector.Z,
                List.of(
                        rod(0.09, 0.1, Vector.Z, at(0, 0, 0.08), Paint.JOINT),
                        box(at(0.44, 0.1, 0.05), Vector.ZERO, Paint.TOOL),
                        box(at(0.04, 0.42, 0.04), at(-0.2, 0.2, 0), Paint.TOOL),
                        box(at(0.04, 0.42, 0.04), at(0.2, 0.2, 0), Paint.TOOL)),
                List.of());
        Body mast = link(
                2,
                Vector.ZERO,
                Vector.Z,
                List.of(box(at(0.12, 0.12, 1.5), at(0, 0, 0.85), Paint.ROBOT)),
                List.of(hand));
        Body carriage = link(
                0,
                Vector.ZERO,
                Vector.X,
                List.of(box(at(0.3, 0.26, 0.3), at(0, 0, top + 0.12), Paint.JOINT)),
                List.of(mast));
        Body beam = link(
                1,
                Vector.ZERO,
                Vector.Y,
                List.of(box(at(right - left, 0.14, 0.16), at((left + right) / 2, 0, top + 0.12), Paint.ROBOT)),
                List.of(carriage));
        return Body.of(robot.id().value(), place, portal(left, right, rear, front, top), List.of(beam));
    }

    private static List<Shape> portal(double left, double right, double rear, double front, double top) {
        Vector post = at(0.1, 0.1, top);
        Vector rail = at(0.1, front - rear, 0.12);
        double middle = (front + rear) / 2;
        return List.of(
                box(post, at(left, rear, top / 2), Paint.FRAME),
                box(post, at(left, front, top / 2), Paint.FRAME),
                box(post, at(right, rear, top / 2), Paint.FRAME),
                box(post, at(right, front, top / 2), Paint.FRAME),
                box(rail, at(left, middle, top), Paint.FRAME),
                box(rail, at(right, middle, top), Paint.FRAME));
    }

    /** Six turning axes: about z, then twice about x, along the arm, about x, along the tool. A positive second one lowers the arm. */
    private Body arm(Vector place) {
        Body one = link(
                0,
                at(0, 0, BASE),
                Vector.Z,
                List.of(rod(0.17, 0.3, Vector.Z, at(0, 0, 0.15), Paint.JOINT)),
                List.of(upper()));
        return Body.of(
                robot.id().value(),
                place,
                List.of(
                        box(at(0.5, 0.5, 0.06), at(0, 0, 0.03), Paint.DARK),
                        rod(0.2, BASE, Vector.Z, at(0, 0, BASE / 2), Paint.FRAME)),
                List.of(one));
    }

    private Body upper() {
        Vector down = Vector.X.times(-1);
        Body three = link(
                2,
                at(0, UPPER, 0),
                down,
                List.of(
                        rod(0.11, 0.3, Vector.X, Vector.ZERO, Paint.JOINT),
                        box(at(0.13, FORE * 0.6, 0.13), at(0, FORE * 0.3, 0), Paint.ROBOT)),
                List.of(wrist(down)));
        return link(
                1,
                at(0, 0, SHOULDER),
                down,
                List.of(
                        rod(0.13, 0.34, Vector.X, Vector.ZERO, Paint.JOINT),
                        box(at(0.16, UPPER, 0.16), at(0, UPPER / 2, 0), Paint.ROBOT)),
                List.of(three));
    }

    private Body wrist(Vector down) {
        Body six = link(
                5,
                at(0, WRIST, 0),
                Vector.Y,
                List.of(
                        rod(0.06, 0.05, Vector.Y, Vector.ZERO, Paint.JOINT),
                        box(at(0.05, 0.22, 0.05), at(0, 0.12, 0), Paint.TOOL),
                        box(at(0.16, 0.05, 0.05), at(0, 0.03, 0), Paint.TOOL)),
                List.of());
        Body five = link(
                4,
                at(0, FORE, 0),
                down,
                List.of(
                        rod(0.075, 0.2, Vector.X, Vector.ZERO, Paint.JOINT),
                        rod(0.05, WRIST, Vector.Y, at(0, WRIST / 2, 0), Paint.ROBOT)),
                List.of(six));
        return link(
                3,
                Vector.ZERO,
                Vector.Y,
                List.of(rod(0.055, FORE * 0.5, Vector.Y, at(0, FORE * 0.7, 0), Paint.ROBOT)),
                List.of(five));
    }
}
