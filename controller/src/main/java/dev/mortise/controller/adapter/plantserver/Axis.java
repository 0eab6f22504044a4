package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.RobotWords;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;

/** An axis of OPC 40010-1. Its acceleration is measured by nobody. */
final class Axis {

    private static final String SPEED = "ActualSpeed";

    private final Told position;
    private final Told speed;

    private Axis(Told position, Told speed) {
        this.position = position;
        this.speed = speed;
    }

    static Axis of(LineNamespace space, Models models, UaObjectNode axes, JointSpec joint) {
        TypeNamespace model = models.robotics();
        UaObjectNode axis = space.instance(axes, joint.name(), model.type("AxisType"), Set.of(model.own(SPEED)));
        RobotWords.AxisWords words = RobotWords.axis(joint.prismatic());
        MotionDevice.fixed(axis, model.own("MotionProfile"), new Variant(words.motionProfile()));
        UaNode parameters = StateNodes.below(axis, models.di().own("ParameterSet"));
        UaVariableNode position = (UaVariableNode) StateNodes.below(parameters, model.own("ActualPosition"));
        UaVariableNode speed = (UaVariableNode) StateNodes.below(parameters, model.own(SPEED));
        in(space, position, words.position());
        between(space, position, joint.min(), joint.max());
        in(space, speed, words.speed());
        between(space, speed, -joint.velocityMax(), joint.velocityMax());
        return new Axis(new Told(position), new Told(speed));
    }

    /** What an analog value is measured in. */
    static void in(LineNamespace space, UaVariableNode value, EUInformation unit) {
        MotionDevice.fixed(
                value,
                new QualifiedName(0, "EngineeringUnits"),
                new Variant(ExtensionObject.encode(space.encoding(), unit)));
    }

    /** Between which values it normally is. */
    static void between(LineNamespace space, UaVariableNode value, double low, double high) {
        space.property(
                value,
                new QualifiedName(0, "EURange"),
                new Variant(ExtensionObject.encode(space.encoding(), new Range(low, high))),
                NodeIds.Range);
    }

    /** What is seen of the axis of this place. */
    void show(MotionDevice.Seen seen, int place) {
        show(position, seen, seen.joints(), place);
        show(speed, seen, seen.says().speeds(), place);
    }

    private static void show(Told told, MotionDevice.Seen seen, List<Double> values, int place) {
        Optional<Double> value = place < values.size() ? Optional.of(values.get(place)) : Optional.empty();
        MotionDevice.say(told, seen, value.filter(Double::isFinite));
    }
}
