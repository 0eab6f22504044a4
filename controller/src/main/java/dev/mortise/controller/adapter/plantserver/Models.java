package dev.mortise.controller.adapter.plantserver;

import java.util.List;
import org.eclipse.milo.opcua.sdk.core.typetree.DataTypeTree;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;

/**
 * The published information models that are served.
 *
 * @param packMl types of OPC 30050
 * @param jobControl types of OPC 10031-4
 * @param jobs structures of job control
 */
record Models(TypeNamespace packMl, TypeNamespace jobControl, Structures jobs) {

    /** Loads them; before anything is made of their types. */
    static Models load(OpcUaServer server) {
        TypeNamespace packMl = new TypeNamespace(server, TypeTable.read("packml.jsonl"));
        TypeNamespace jobControl = new TypeNamespace(server, TypeTable.read("isa95-job-control.jsonl"));
        packMl.startup();
        jobControl.startup();
        server.updateReferenceTypeTree();
        server.updateObjectTypeTree();
        server.updateVariableTypeTree();
        DataTypeTree types = server.updateDataTypeTree();
        Structures unusedUntilSomebodySendsOne = structures(server, packMl, types);
        return new Models(packMl, jobControl, structures(server, jobControl, types));
    }

    void shutdown() {
        List.of(packMl, jobControl).forEach(TypeNamespace::shutdown);
    }

    private static Structures structures(OpcUaServer server, TypeNamespace model, DataTypeTree types) {
        return Structures.of(
                model.dataTypes(), types, server.getDynamicDataTypeManager(), server.getDynamicEncodingContext());
    }
}
