package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.RobotWords;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;

/** What a robot says of its own safety functions, beside what the cell's PLC says of the cell's. Observed. */
final class RobotSafety {

    private final UaObjectNode node;
    private final Told emergencyStop;
    private final Told protectiveStop;
    private final Told operationalMode;

    private RobotSafety(UaObjectNode node, TypeNamespace model, UaNode parameters) {
        this.node = node;
        this.emergencyStop = MotionDevice.told(parameters, model.own("EmergencyStop"));
        this.protectiveStop = MotionDevice.told(parameters, model.own("ProtectiveStop"));
        this.operationalMode = MotionDevice.told(parameters, model.own("OperationalMode"));
    }

    static RobotSafety of(LineNamespace space, Models models, UaObjectNode folder, String robot) {
        TypeNamespace model = models.robotics();
        UaObjectNode made = space.instance(folder, robot, model.type("SafetyStateType"), Set.of());
        return new RobotSafety(made, model, StateNodes.below(made, models.di().own("ParameterSet")));
    }

    UaObjectNode node() {
        return node;
    }

    void show(MotionDevice.Seen seen) {
        RobotWords.Stops stops = RobotWords.stops(seen.says().safety());
        MotionDevice.say(emergencyStop, seen, stops.emergency());
        MotionDevice.say(protectiveStop, seen, stops.protective());
        MotionDevice.say(operationalMode, seen, seen.says().mode().map(RobotWords::operationalMode));
    }
}
