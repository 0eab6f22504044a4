package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Known;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** CurrentState of one machine, with its Id: the state of the model, where its number is. */
final class StateNodes {

    private final TypeNamespace model;
    private final UaVariableNode current;
    private final UaVariableNode id;

    StateNodes(TypeNamespace model, UaObjectNode machine) {
        this.model = model;
        this.current = (UaVariableNode) below(machine, new QualifiedName(0, "CurrentState"));
        this.id = (UaVariableNode) below(current, new QualifiedName(0, "Id"));
        available(machine, "AvailableStates", NodeIds.StateType);
        available(machine, "AvailableTransitions", NodeIds.TransitionType);
    }

    /** A machine of ours has all that its type has. */
    private void available(UaObjectNode machine, String member, NodeId kind) {
        Optional<UaNode> variable = machine.findNode(new QualifiedName(0, member));
        NodeId type = machine.getReferences().stream()
                .filter(Reference.HAS_TYPE_DEFINITION_PREDICATE)
                .flatMap(reference -> model.local(reference.getTargetNodeId()).stream())
                .findFirst()
                .orElse(NodeId.NULL_VALUE);
        variable.ifPresent(node -> put(
                (UaVariableNode) node,
                new Variant(model.membersOf(type, kind).toArray(NodeId[]::new)),
                Known.NOW,
                Instant.EPOCH));
    }

    static UaNode below(UaNode parent, QualifiedName name) {
        return parent.findNode(name)
                .orElseThrow(() -> new IllegalStateException(parent.getNodeId() + " has no " + name.name()));
    }

    /** The machine is in this state; in none while the one above it is elsewhere. */
    void show(Optional<String> state, Instant at) {
        state.ifPresentOrElse(name -> show(Known.NOW, name, at), () -> nothing(Known.ELSEWHERE, at));
    }

    /** The machine is in this state, as far as is known. */
    void show(Known known, String state, Instant at) {
        put(current, new Variant(LocalizedText.english(state)), known, at);
        put(id, new Variant(model.state(state)), known, at);
    }

    /** Nothing is known, for this reason. */
    void nothing(Known why, Instant at) {
        for (UaVariableNode node : new UaVariableNode[] {current, id}) {
            put(node, Variant.NULL_VALUE, why, at);
        }
    }

    static void put(UaVariableNode node, Variant value, Known known, Instant at) {
        node.setValue(new DataValue(value, known.status(), new DateTime(at), new DateTime(at)));
    }
}
