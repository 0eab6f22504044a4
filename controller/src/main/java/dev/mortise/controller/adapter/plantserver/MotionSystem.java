package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Heard;
import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.adapter.plantserver.mapping.RobotWords;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.RobotLink.RobotView;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * The robots of a cell as a motion device system of OPC 40010-1. The controller in it is Mortise, which leads the robots; their
 * safety states are what the cell's PLC reports: observed, and nothing here acts on them.
 */
final class MotionSystem {

    private static final String NAME = "Robots";
    private static final String MORTISE = "Mortise";
    private static final String PARAMETERS = "ParameterSet";

    private final Map<RobotId, MotionDevice> devices;
    private final Map<RobotId, RobotSafety> safeties = new LinkedHashMap<>();
    private final TaskMachine machine;
    private final Told program;
    private final Told programLoaded;
    private final Told emergencyStop;
    private final Told protectiveStop;
    private final Told operationalMode;

    private MotionSystem(
            TypeNamespace model, UaNode task, UaNode safety, Map<RobotId, MotionDevice> devices, TaskMachine machine) {
        this.devices = devices;
        this.machine = machine;
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
        UaObjectNode task = task(space, models, controller, cell);
        UaObjectNode safeties = folder(system, model, "SafetyStates");
        UaObjectNode safety = space.instance(safeties, "PLC", model.type("SafetyStateType"), Set.of());
        space.refer(controller.getNodeId(), model.type("HasSafetyStates"), safety.getNodeId());
        Map<RobotId, MotionDevice> devices = new LinkedHashMap<>();
        for (RobotSpec robot : robots) {
            MotionDevice device =
                    MotionDevice.of(space, models, folder(system, model, "MotionDevices"), robot, task.getNodeId());
            NodeId controls = model.type("Controls");
            space.refer(controller.getNodeId(), controls, device.node().getNodeId());
            space.refer(task.getNodeId(), controls, device.node().getNodeId());
            devices.put(robot.id(), device);
        }
        List<NodeId> led = devices.values().stream()
                .map(device -> device.node().getNodeId())
                .toList();
        MotionSystem made = new MotionSystem(
                model,
                StateNodes.below(task, models.di().own(PARAMETERS)),
                StateNodes.below(safety, models.di().own(PARAMETERS)),
                devices,
                TaskMachine.of(space, model, task, led));
        for (RobotSpec robot : robots) {
            RobotSafety own = RobotSafety.of(space, models, safeties, robot.id().value());
            space.refer(
                    controller.getNodeId(),
                    model.type("HasSafetyStates"),
                    own.node().getNodeId());
            made.safeties.put(robot.id(), own);
        }
        return made;
    }

    /** It is an operation's attempt that is led, once from its beginning to its end. */
    private static UaObjectNode task(LineNamespace space, Models models, UaObjectNode controller, UaObjectNode cell) {
        TypeNamespace model = models.robotics();
        QualifiedName mode = model.own("ExecutionMode");
        UaObjectNode task = space.instance(
                folder(controller, model, "TaskControls"), NAME, model.type("TaskControlType"), Set.of(mode));
        MotionDevice.fixed(StateNodes.below(task, models.di().own(PARAMETERS)), mode, new Variant(RobotWords.CYCLE));
        MotionDevice.fixed(
                task,
                models.di().own("ComponentName"),
                new Variant(LocalizedText.english(
                        String.valueOf(cell.getBrowseName().name()))));
        return task;
    }

    private static UaObjectNode controller(LineNamespace space, Models models, UaObjectNode folder, String version) {
        TypeNamespace model = models.robotics();
        TypeNamespace di = models.di();
        QualifiedName started = model.own("StartUpTime");
        UaObjectNode controller =
                space.instance(folder, MORTISE, model.type("ControllerType"), Set.of(di.own(PARAMETERS), started));
        MotionDevice.fixed(
                StateNodes.below(controller, di.own(PARAMETERS)),
                started,
                new Variant(new DateTime(Instant.ofEpochMilli(
                        ManagementFactory.getRuntimeMXBean().getStartTime()))));
        MotionDevice.fixed(controller, di.own("Model"), new Variant(LocalizedText.english("Mortise controller")));
        MotionDevice.unknown(controller, di, Stream.of("Manufacturer", "SerialNumber", "ProductCode"));
        MotionDevice.unknown(StateNodes.below(controller, model.own("CurrentUser")), model, Stream.of("Level"));
        UaObjectNode software =
                space.instance(folder(controller, model, "Software"), MORTISE, di.type("SoftwareType"), Set.of());
        MotionDevice.fixed(software, di.own("Model"), new Variant(LocalizedText.english(MORTISE)));
        MotionDevice.fixed(software, di.own("SoftwareRevision"), new Variant(version));
        MotionDevice.fixed(software, di.own("Manufacturer"), new Variant(LocalizedText.english(MORTISE)));
        return controller;
    }

    private static UaObjectNode folder(UaObjectNode owner, TypeNamespace model, String name) {
        return (UaObjectNode) StateNodes.below(owner, model.own(name));
    }

    /**
     * What is seen of the cell and of its robots.
     *
     * @param at of the board's look at the cell
     */
    void show(CellView cell, Map<RobotId, RobotView> robots, Instant at, Instant now) {
        devices.forEach((id, device) -> {
            MotionDevice.Seen seen = MotionDevice.Seen.of(Optional.ofNullable(robots.get(id)), at, now);
            device.show(seen, cell.speedPercent(), at);
            Optional.ofNullable(safeties.get(id)).ifPresent(safety -> safety.show(seen));
        });
        machine.show(task(cell), at);
        Variant name = new Variant(cell.operation());
        Variant loaded = new Variant(!cell.operation().isEmpty());
        Known known = Known.ofWork(Heard.from(cell));
        program.tell(known, name, at);
        programLoaded.tell(known, loaded, at);
        safety(cell.equipment().safety(), at);
    }

    private static Optional<RobotWords.Task> task(CellView cell) {
        boolean stopped = cell.equipment()
                .safety()
                .filter(says -> says.emergencyStop() || says.protectiveStop())
                .isPresent();
        return Heard.state(cell)
                .map(unit -> RobotWords.task(unit, !cell.operation().isEmpty(), stopped));
    }

    private void safety(Optional<PlcStatus.Safety> says, Instant at) {
        if (says.isEmpty()) {
            Stream.of(emergencyStop, protectiveStop, operationalMode).forEach(told -> told.nothing(Known.SILENT, at));
            return;
        }
        PlcStatus.Safety safety = says.orElseThrow();
        emergencyStop.good(new Variant(safety.emergencyStop()), at);
        protectiveStop.good(new Variant(safety.protectiveStop()), at);
        operationalMode.good(new Variant(RobotWords.operationalMode(safety.operationalMode())), at);
    }
}
