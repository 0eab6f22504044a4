package dev.mortise.controller.adapter.plantserver;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.nodes.UaDataTypeNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.StructureType;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;

/**
 * A published file says of a structure only what it adds to the one it is made of; the definition that is served, and that is
 * encoded by, has all fields, the inherited ones first (OPC 10000-3, 8.48).
 */
final class Inheritance {

    private final OpcUaServer server;

    Inheritance(OpcUaServer server) {
        this.server = server;
    }

    /** Once, of types whose bases are loaded and not yet completed, or have no base with fields themselves. */
    void complete(Iterable<NodeId> types) {
        for (NodeId id : types) {
            type(id).ifPresent(type -> definition(type).ifPresent(own -> complete(type, own)));
        }
    }

    private void complete(UaDataTypeNode type, StructureDefinition own) {
        StructureField[] inherited = type(own.getBaseDataType())
                .flatMap(Inheritance::definition)
                .map(Inheritance::fields)
                .orElse(new StructureField[0]);
        if (inherited.length == 0) {
            return;
        }
        StructureField[] all =
                Stream.of(inherited, fields(own)).flatMap(Arrays::stream).toArray(StructureField[]::new);
        boolean optional = Arrays.stream(all).anyMatch(StructureField::getIsOptional);
        type.setDataTypeDefinition(new StructureDefinition(
                own.getDefaultEncodingId(),
                optional && anyMandatory(inherited) ? NodeIds.Structure : own.getBaseDataType(),
                optional ? StructureType.StructureWithOptionalFields : StructureType.Structure,
                all));
    }

    /**
     * node-opcua (2.x) gives the mandatory ones a bit, too, and reads whatever follows wrongly, unless the definition says that
     * nothing was inherited: its fields are all there, and the type's reference to its supertype is, as published.
     */
    private static boolean anyMandatory(StructureField[] inherited) {
        return !Arrays.stream(inherited).allMatch(StructureField::getIsOptional);
    }

    private Optional<UaDataTypeNode> type(NodeId id) {
        return server.getAddressSpaceManager()
                .getManagedNode(id)
                .filter(UaDataTypeNode.class::isInstance)
                .map(UaDataTypeNode.class::cast);
    }

    private static Optional<StructureDefinition> definition(UaDataTypeNode type) {
        return type.getDataTypeDefinition() instanceof StructureDefinition definition
                ? Optional.of(definition)
                : Optional.empty();
    }

    private static StructureField[] fields(StructureDefinition definition) {
        return Optional.ofNullable(definition.getFields()).orElse(new StructureField[0]);
    }
}
