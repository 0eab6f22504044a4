package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/** A published model as a client reads it, with ids and names as its table has them. */
record ServedModel(OpcUaClient client, TypeTable table) {

    /** The tables of all models, in the order they are loaded. */
    static Stream<String> all() {
        return Stream.of(
                "packml.jsonl",
                "isa95-job-control.jsonl",
                "di.jsonl",
                "ia.jsonl",
                "machinery.jsonl",
                "machinery-result.jsonl",
                "robotics.jsonl",
                "amb.jsonl",
                "machinery-jobs.jsonl",
                "ijt-base.jsonl");
    }

    NodeId id(String text) {
        int colon = text.indexOf(':');
        UInteger number = uint(Long.parseLong(text.substring(colon + 1)));
        int namespace = Integer.parseInt(text.substring(0, colon));
        return namespace == 0
                ? new NodeId(0, number)
                : new NodeId(
                        client.getNamespaceTable().getIndex(table.namespaces().get(namespace - 1)), number);
    }

    String text(ExpandedNodeId id) {
        return text(id.toNodeId(client.getNamespaceTable()).orElseThrow());
    }

    String text(NodeId id) {
        return namespace(id.getNamespaceIndex().intValue()) + ":" + id.getIdentifier();
    }

    String name(QualifiedName name) {
        return namespace(name.namespaceIndex().intValue()) + ":" + name.name();
    }

    /** As the table counts them; 0 also for those it does not know. */
    int namespace(int index) {
        return index == 0
                ? 0
                : table.namespaces().indexOf(client.getNamespaceTable().get(index)) + 1;
    }

    DataValue attribute(String node, AttributeId attribute) throws UaException {
        return client.read(
                        0.0,
                        TimestampsToReturn.Neither,
                        List.of(new ReadValueId(id(node), attribute.uid(), null, QualifiedName.NULL_VALUE)))
                .getResults()[0];
    }

    /** What the attribute holds, when it holds something. */
    Optional<Object> held(String node, AttributeId attribute) throws UaException {
        return Optional.ofNullable(attribute(node, attribute).value().value());
    }

    Object must(String node, AttributeId attribute) throws UaException {
        return requireNonNull(attribute(node, attribute).value().value(), node + " has no " + attribute);
    }
}
