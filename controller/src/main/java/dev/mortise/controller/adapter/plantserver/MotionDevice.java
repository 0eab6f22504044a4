package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.port.RobotLink.RobotView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/** A robot as a motion device of OPC 40010-1, its axes where the real-time path saw them last. */
final class MotionDevice {

    private static final String UNITS = "http://www.opcfoundation.org/UA/units/un/cefact";

    /** UN/CEFACT code C81, as OPC 10000-8 makes a number of it. */
    private static final EUInformation RADIAN =
            new EUInformation(UNITS, 4_405_297, LocalizedText.english("rad"), LocalizedText.english("radian"));

    /** UN/CEFACT code MTR. */
    private static final EUInformation METRE =
            new EUInformation(UNITS, 5_067_858, LocalizedText.english("m"), LocalizedText.english("metre"));

    private final UaObjectNode node;
    private final Told speedOverride;
    private final List<Told> positions;

    private MotionDevice(UaObjectNode node, Told speedOverride, List<Told> positions) {
        this.node = node;
        this.speedOverride = speedOverride;
        this.positions = positions;
    }

    /**
     * Below a motion device system's folder.
     *
     * @param task what leads it
     */
    static MotionDevice of(LineNamespace space, Models models, UaObjectNode folder, RobotSpec robot, NodeId task) {
        TypeNamespace model = models.robotics();
        QualifiedName reference = model.own("TaskControlReference");
        UaObjectNode node = space.instance(
                folder,
                robot.id().value(),
                model.type("MotionDeviceType"),
                Set.of(reference, models.di().own("AssetId")));
        fixed(node, reference, new Variant(task));
        fixed(node, models.di().own("AssetId"), new Variant(robot.id().value()));
        fixed(node, model.own("MotionDeviceCategory"), new Variant(Mapping.deviceCategory(robot.kinematics())));
        unknown(node, models.di(), Stream.of("Manufacturer", "Model", "SerialNumber", "ProductCode"));
        UaObjectNode axes = (UaObjectNode) StateNodes.below(node, model.own("Axes"));
        List<Told> positions = new ArrayList<>();
        for (JointSpec joint : robot.joints()) {
            positions.add(axis(space, models, axes, joint));
        }
        UaNode parameters = StateNodes.below(node, models.di().own("ParameterSet"));
        return new MotionDevice(node, told(parameters, model.own("SpeedOverride")), positions);
    }

    private static Told axis(LineNamespace space, Models models, UaObjectNode axes, JointSpec joint) {
        TypeNamespace model = models.robotics();
        UaObjectNode axis = space.instance(axes, joint.name(), model.type("AxisType"), Set.of());
        fixed(axis, model.own("MotionProfile"), new Variant(Mapping.motionProfile(joint.prismatic())));
        UaNode position =
                StateNodes.below(StateNodes.below(axis, models.di().own("ParameterSet")), model.own("ActualPosition"));
        fixed(
                position,
                new QualifiedName(0, "EngineeringUnits"),
                new Variant(ExtensionObject.encode(space.encoding(), joint.prismatic() ? METRE : RADIAN)));
        return new Told((UaVariableNode) position);
    }

    UaObjectNode node() {
        return node;
    }

    /**
     * What is seen of it.
     *
     * @param seen empty when nobody leads it
     * @param speedPercent how much of its velocities is used
     */
    void show(Optional<RobotView> seen, int speedPercent, Instant at) {
        speedOverride.good(new Variant((double) speedPercent), at);
        List<Double> joints = seen.map(RobotView::joints).orElse(List.of());
        for (int i = 0; i < positions.size(); i++) {
            if (i >= joints.size()) {
                positions.get(i).nothing(StatusCodes.Bad_NotConnected, at);
            } else if (seen.filter(RobotView::connected).isPresent()) {
                positions.get(i).good(new Variant(joints.get(i)), at);
            } else {
                positions.get(i).unsure(new Variant(joints.get(i)), at);
            }
        }
    }

    static Told told(UaNode owner, QualifiedName name) {
        return new Told((UaVariableNode) StateNodes.below(owner, name));
    }

    /** What does not change as long as the server runs. */
    static void fixed(UaNode owner, QualifiedName name, Variant value) {
        StateNodes.put((UaVariableNode) StateNodes.below(owner, name), value, StatusCode.GOOD, Instant.EPOCH);
    }

    /** What the model demands and Mortise does not know: a status that says so, and no value. */
    static void unknown(UaNode owner, TypeNamespace model, Stream<String> properties) {
        properties.forEach(property -> StateNodes.put(
                (UaVariableNode) StateNodes.below(owner, model.own(property)),
                Variant.NULL_VALUE,
                new StatusCode(StatusCodes.Bad_NotSupported),
                Instant.EPOCH));
    }
}
