package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.RobotLink.RobotView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * The robots of a cell as a motion device system of OPC 40010-1. The controller in it is Mortise, which leads the robots; their
 * safety states are what the cell's PLC reports: observed, and nothing here acts on them.
 */
final class MotionSystem {

    private static final String NAME = "Robots";
    private static final String MORTISE = "Mortise";

    private final Map<RobotId, MotionDevice> devices = new LinkedHashMap<>();
    private final Told program;
    private final Told programLoaded;
    private final Told emergencyStop;
    private final Told protectiveStop;
    private final Told operationalMode;

    private MotionSystem(TypeNamespace model, UaNode task, UaNode safety) {
        this.program = MotionDevice.told(task, model.own("TaskProgramName"));
        this.programLoaded = MotionDevice.told(task, model.own("TaskProgramLoaded"));
        this.emergencyStop = MotionDevice.told(safety, model.own("EmergencyStop"));
        this.protectiveStop = MotionDevice.told(safety, model.own("ProtectiveStop"));
        this.operationalMode = MotionDevice.told(safety, model.own("OperationalMode"));
    }

    /**
     * Below the cell, and among the devices of OPC 10000-100.
     *
     * @param version of this controller
     */
    static MotionSystem of(
            LineNamespace space, Models models, UaObjectNode cell, List<RobotSpec> robots, String version) {
        TypeNamespace model = models.robotics();
        UaObjectNode system = space.instance(cell, NAME, model.type("MotionDeviceSystemType"), Set.of());
        space.organize(models.di().state("DeviceSet"), system);
        UaObjectNode controller = controller(space, models, folder(system, model, "Controllers"), version);
        UaObjectNode task = space.instance(
                folder(controller, model, "TaskControls"), NAME, model.type("TaskControlType"), Set.of());
        MotionDevice.fixed(
                task,
                models.di().own("ComponentName"),
                new Variant(LocalizedText.english(
                        String.valueOf(cell.getBrowseName().name()))));
        UaObjectNode safety =
                space.instance(folder(system, model, "SafetyStates"), "PLC", model.type("SafetyStateType"), Set.of());
        space.refer(controller.getNodeId(), model.type("HasSafetyStates"), safety.getNodeId());
        MotionSystem made = new MotionSystem(
                model,
                StateNodes.below(task, models.di().own("ParameterSet")),
                StateNodes.below(safety, models.di().own("ParameterSet")));
        for (RobotSpec robot : robots) {
            MotionDevice device =
                    MotionDevice.of(space, models, folder(system, model, "MotionDevices"), robot, task.getNodeId());
            space.refer(
                    controller.getNodeId(),
                    model.type("Controls"),
                    device.node().getNodeId());
            space.refer(task.getNodeId(), model.type("Controls"), device.node().getNodeId());
            made.devices.put(robot.id(), device);
        }
        return made;
    }

    private static UaObjectNode controller(LineNamespace space, Models models, UaObjectNode folder, String version) {
        TypeNamespace model = models.robotics();
        TypeNamespace di = models.di();
        UaObjectNode controller = space.instance(folder, MORTISE, model.type("ControllerType"), Set.of());
        MotionDevice.fixed(controller, di.own("Model"), new Variant(LocalizedText.english("Mortise controller")));
        MotionDevice.unknown(controller, di, Stream.of("Manufacturer", "SerialNumber", "ProductCode"));
        MotionDevice.unknown(StateNodes.below(controller, model.own("CurrentUser")), model, Stream.of("Level"));
        UaObjectNode software =
                space.instance(folder(controller, model, "Software"), MORTISE, di.type("SoftwareType"), Set.of());
        MotionDevice.fixed(software, di.own("Model"), new Variant(LocalizedText.english(MORTISE)));
        MotionDevice.fixed(software, di.own("SoftwareRevision"), new Variant(version));
        MotionDevice.unknown(software, di, Stream.of("Manufacturer"));
        return controller;
    }

    private static UaObjectNode folder(UaObjectNode owner, TypeNamespace model, String name) {
        return (UaObjectNode) StateNodes.below(owner, model.own(name));
    }

    /** What is seen of the cell and of its robots. */
    void show(CellView cell, Map<RobotId, RobotView> robots, Instant at) {
        devices.forEach((id, device) -> device.show(Optional.ofNullable(robots.get(id)), cell.speedPercent(), at));
        Variant name = new Variant(cell.operation());
        Variant loaded = new Variant(!cell.operation().isEmpty());
        if (cell.link().equals("UP")) {
            program.good(name, at);
            programLoaded.good(loaded, at);
        } else {
            program.unsure(name, at);
            programLoaded.unsure(loaded, at);
        }
        safety(cell.equipment().safety(), at);
    }

    private void safety(Optional<PlcStatus.Safety> says, Instant at) {
        if (says.isEmpty()) {
            Stream.of(emergencyStop, protectiveStop, operationalMode)
                    .forEach(told -> told.nothing(StatusCodes.Bad_NoCommunication, at));
            return;
        }
        PlcStatus.Safety safety = says.orElseThrow();
        emergencyStop.good(new Variant(safety.emergencyStop()), at);
        protectiveStop.good(new Variant(safety.protectiveStop()), at);
        operationalMode.good(new Variant(Mapping.operationalMode(safety.operationalMode())), at);
    }
}
