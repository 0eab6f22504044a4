package dev.mortise.controller.adapter.plantserver;

import java.util.List;
import org.eclipse.milo.opcua.sdk.core.types.codec.DynamicCodecFactory;
import org.eclipse.milo.opcua.sdk.core.typetree.DataTypeTree;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.nodes.UaDataTypeNode;
import org.eclipse.milo.opcua.stack.core.encoding.DataTypeCodec;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;

/** The published information models that are served. */
record Models(TypeNamespace packMl, TypeNamespace jobControl) {

    /** Loads them; before anything is made of their types. */
    static Models load(OpcUaServer server) {
        Models models = new Models(
                new TypeNamespace(server, TypeTable.read("packml.jsonl")),
                new TypeNamespace(server, TypeTable.read("isa95-job-control.jsonl")));
        models.all().forEach(TypeNamespace::startup);
        server.updateReferenceTypeTree();
        server.updateObjectTypeTree();
        server.updateVariableTypeTree();
        DataTypeTree types = server.updateDataTypeTree();
        models.all().forEach(model -> structures(server, model, types));
        return models;
    }

    List<TypeNamespace> all() {
        return List.of(packMl, jobControl);
    }

    void shutdown() {
        all().forEach(TypeNamespace::shutdown);
    }

    /** Structures that clients send and get are read and written by their definitions. */
    private static void structures(OpcUaServer server, TypeNamespace model, DataTypeTree types) {
        for (UaDataTypeNode node : model.dataTypes()) {
            if (node.getDataTypeDefinition() instanceof StructureDefinition) {
                NodeId id = node.getNodeId();
                DataTypeCodec codec = DynamicCodecFactory.create(types.getType(id), types);
                server.getDynamicDataTypeManager()
                        .registerType(
                                id,
                                codec,
                                types.getBinaryEncodingId(id),
                                types.getXmlEncodingId(id),
                                types.getJsonEncodingId(id));
            }
        }
    }
}
