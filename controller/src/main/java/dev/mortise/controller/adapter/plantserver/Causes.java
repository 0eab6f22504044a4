package dev.mortise.controller.adapter.plantserver;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.AddressSpaceManager;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * By which methods a machine leaves its states, as its published type says.
 *
 * @param states from which a method of this name causes a transition
 */
record Causes(Map<String, Set<String>> states) {

    Causes {
        states = Map.copyOf(states);
    }

    /** Of a machine of the model. */
    static Causes of(TypeNamespace model, UaObjectNode machine) {
        AddressSpaceManager nodes = machine.getNodeContext().getServer().getAddressSpaceManager();
        NodeId type = targets(model, machine.getReferences(), NodeIds.HasTypeDefinition).stream()
                .findFirst()
                .orElseThrow();
        Map<String, Set<String>> states = new HashMap<>();
        for (NodeId transition : model.membersOf(type, NodeIds.TransitionType)) {
            List<Reference> references = nodes.getManagedReferences(transition);
            for (String cause : names(nodes, targets(model, references, NodeIds.HasCause))) {
                states.computeIfAbsent(cause, name -> new HashSet<>())
                        .addAll(names(nodes, targets(model, references, NodeIds.FromState)));
            }
        }
        return new Causes(states);
    }

    /** Whether the method leads out of the state; out of none it leads nowhere. */
    boolean leave(Optional<String> state, String method) {
        return state.filter(states.getOrDefault(method, Set.of())::contains).isPresent();
    }

    private static List<NodeId> targets(TypeNamespace model, List<Reference> references, NodeId kind) {
        return references.stream()
                .filter(reference ->
                        reference.isForward() && reference.getReferenceTypeId().equals(kind))
                .flatMap(reference -> model.local(reference.getTargetNodeId()).stream())
                .toList();
    }

    private static List<String> names(AddressSpaceManager nodes, List<NodeId> ids) {
        return ids.stream()
                .flatMap(id -> nodes.getManagedNode(id).stream())
                .map(UaNode::getBrowseName)
                .map(name -> String.valueOf(name.name()))
                .toList();
    }
}
