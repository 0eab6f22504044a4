package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.adapter.plantserver.mapping.RobotWords.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * How a cell's operation stands, as TaskControlStateMachineType has it: shown, and nothing more. Its methods are left out, as
 * the model allows: the line loads, starts and unloads by itself, and a hold is no stop.
 */
final class TaskMachine {

    private static final String OPERATION = "TaskControlOperation";
    private static final String REASON = "LastTransitionReason";
    private static final String DEVICES = "MotionDevicesUnderControl";

    private final UaNode type;
    private final TypeNamespace model;
    private final Told current;
    private final Told currentId;
    private final Told transition;
    private final Told transitionId;
    private final Told reason;
    private final Told reasonText;
    private Optional<Task> last = Optional.empty();

    private TaskMachine(UaNode type, TypeNamespace model, UaNode machine) {
        QualifiedName id = new QualifiedName(0, "Id");
        UaNode state = StateNodes.below(machine, new QualifiedName(0, "CurrentState"));
        UaNode lastTransition = StateNodes.below(machine, new QualifiedName(0, "LastTransition"));
        this.type = type;
        this.model = model;
        this.current = MotionDevice.told(machine, new QualifiedName(0, "CurrentState"));
        this.currentId = MotionDevice.told(state, id);
        this.transition = MotionDevice.told(machine, new QualifiedName(0, "LastTransition"));
        this.transitionId = MotionDevice.told(lastTransition, id);
        this.reason = MotionDevice.told(machine, model.own(REASON));
        this.reasonText =
                MotionDevice.told(StateNodes.below(machine, model.own(REASON)), new QualifiedName(0, "ValueAsText"));
    }

    /** Belongs to a task control. */
    static TaskMachine of(LineNamespace space, TypeNamespace model, UaObjectNode task, List<NodeId> devices) {
        UaObjectNode operation = space.addIn(
                task, model.own(OPERATION), model.type("TaskControlOperationType"), Set.of(model.own(DEVICES)));
        MotionDevice.fixed(operation, model.own(DEVICES), new Variant(devices.toArray(NodeId[]::new)));
        UaNode type = space.anyNode(model.type("TaskControlStateMachineType"));
        UaNode machine = StateNodes.below(operation, model.own("TaskControlStateMachine"));
        QualifiedName values = new QualifiedName(0, "EnumValues");
        UaVariableNode reasons = (UaVariableNode) StateNodes.below(StateNodes.below(type, model.own(REASON)), values);
        MotionDevice.fixed(
                StateNodes.below(machine, model.own(REASON)),
                values,
                reasons.getValue().value());
        return new TaskMachine(type, model, machine);
    }

    /**
     * The operation stands so.
     *
     * @param task empty while nobody knows
     */
    void show(Optional<Task> task, Instant at) {
        if (task.isEmpty()) {
            last = Optional.empty();
            all().forEach(told -> told.nothing(Known.SILENT, at));
            return;
        }
        Task now = task.orElseThrow();
        current.good(new Variant(LocalizedText.english(now.state())), at);
        currentId.good(new Variant(member(now.state())), at);
        if (last.isEmpty()) {
            Stream.of(transition, transitionId, reason, reasonText).forEach(told -> told.nothing(Known.UNSAID, at));
        }
        last.flatMap(now::since).ifPresent(name -> moved(name, now, at));
        last = task;
    }

    private void moved(String name, Task now, Instant at) {
        transition.good(new Variant(LocalizedText.english(name)), at);
        transitionId.good(new Variant(member(name)), at);
        reason.good(new Variant(now.reason().number()), at);
        reasonText.good(new Variant(LocalizedText.english(now.reason().text())), at);
    }

    private Stream<Told> all() {
        return Stream.of(current, currentId, transition, transitionId, reason, reasonText);
    }

    private NodeId member(String name) {
        return StateNodes.below(type, model.own(name)).getNodeId();
    }
}
