package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.adapter.plantserver.mapping.RobotWords;
import dev.mortise.controller.adapter.plantserver.mapping.Units;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.RobotSays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** A robot as a motion device of OPC 40010-1, as the real-time path saw it last. */
final class MotionDevice {

    /** The real-time path calls a robot silent after half of it; whatever keeps that from being said, too, shows here. */
    private static final Duration STALE = Duration.ofSeconds(1);

    private static final String ON_PATH = "OnPath";
    private static final String IN_CONTROL = "InControl";
    private static final String LOAD = "FlangeLoad";

    private final UaObjectNode node;
    private final Told speedOverride;
    private final Told onPath;
    private final Told inControl;
    private final Told load;
    private final List<Axis> axes;

    /**
     * A look at a robot.
     *
     * @param fresh it is not older than it should be
     * @param at of the robot's state
     * @param joints empty: it was never heard
     */
    record Seen(boolean fresh, Instant at, List<Double> joints, RobotSays says) {

        /**
         * Of a view.
         *
         * @param shown when the board was shown, for a view that does not say when it was
         */
        static Seen of(Optional<RobotView> view, Instant shown, Instant now) {
            RobotSays says = view.map(RobotView::says).orElse(RobotSays.NOTHING);
            boolean old = says.at().filter(at -> at.isBefore(now.minus(STALE))).isPresent();
            return new Seen(
                    view.filter(RobotView::connected).isPresent() && !old,
                    says.at().orElse(shown),
                    view.map(RobotView::joints).orElse(List.of()),
                    says);
        }
    }

    private MotionDevice(UaObjectNode node, TypeNamespace model, UaNode parameters, List<Axis> axes) {
        this.node = node;
        this.speedOverride = told(parameters, model.own("SpeedOverride"));
        this.onPath = told(parameters, model.own(ON_PATH));
        this.inControl = told(parameters, model.own(IN_CONTROL));
        this.load = told(StateNodes.below(node, model.own(LOAD)), model.own("Mass"));
        this.axes = List.copyOf(axes);
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
                Set.of(
                        reference,
                        models.di().own("AssetId"),
                        model.own(ON_PATH),
                        model.own(IN_CONTROL),
                        model.own(LOAD)));
        fixed(node, reference, new Variant(task));
        fixed(node, models.di().own("AssetId"), new Variant(robot.id().value()));
        fixed(node, model.own("MotionDeviceCategory"), new Variant(RobotWords.deviceCategory(robot.kinematics())));
        unknown(node, models.di(), Stream.of("Manufacturer", "Model", "SerialNumber", "ProductCode"));
        load(space, model, node, robot.payload());
        UaObjectNode folderOfAxes = (UaObjectNode) StateNodes.below(node, model.own("Axes"));
        List<Axis> axes = new ArrayList<>();
        for (JointSpec joint : robot.joints()) {
            axes.add(Axis.of(space, models, folderOfAxes, joint));
        }
        return new MotionDevice(node, model, StateNodes.below(node, models.di().own("ParameterSet")), axes);
    }

    private static void load(LineNamespace space, TypeNamespace model, UaNode node, RobotSpec.PayloadSpec payload) {
        UaVariableNode mass =
                (UaVariableNode) StateNodes.below(StateNodes.below(node, model.own(LOAD)), model.own("Mass"));
        Axis.in(space, mass, Units.KILOGRAM);
        if (Double.isFinite(payload.maxKilograms())) {
            Axis.between(space, mass, 0, payload.maxKilograms());
        }
    }

    UaObjectNode node() {
        return node;
    }

    /**
     * What is seen of it.
     *
     * @param speedPercent how much of its velocities is used
     * @param at when the board said so
     */
    void show(Seen seen, int speedPercent, Instant at) {
        speedOverride.good(new Variant((double) speedPercent), at);
        say(inControl, seen, seen.says().inControl());
        say(onPath, seen, seen.says().onPath());
        say(load, seen, seen.says().payloadKilograms());
        for (int place = 0; place < axes.size(); place++) {
            axes.get(place).show(seen, place);
        }
    }

    /** What the robot says, if it was ever heard and says it. */
    static void say(Told told, Seen seen, Optional<?> value) {
        Known known = Known.ofRobot(!seen.joints().isEmpty(), seen.fresh(), value.isPresent());
        if (known.hasValue()) {
            told.seen(known, new Variant(value.orElseThrow()), seen.at());
        } else {
            told.nothing(known, seen.at());
        }
    }

    static Told told(UaNode owner, QualifiedName name) {
        return new Told((UaVariableNode) StateNodes.below(owner, name));
    }

    /** What does not change as long as the server runs. */
    static void fixed(UaNode owner, QualifiedName name, Variant value) {
        StateNodes.put((UaVariableNode) StateNodes.below(owner, name), value, Known.NOW, Instant.EPOCH);
    }

    /** What the model demands and Mortise does not know: a status that says so, and no value. */
    static void unknown(UaNode owner, TypeNamespace model, Stream<String> properties) {
        properties.forEach(property -> StateNodes.put(
                (UaVariableNode) StateNodes.below(owner, model.own(property)),
                Variant.NULL_VALUE,
                Known.NEVER_TOLD,
                Instant.EPOCH));
    }
}
