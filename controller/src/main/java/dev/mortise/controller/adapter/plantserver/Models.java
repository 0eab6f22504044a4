package dev.mortise.controller.adapter.plantserver;

import java.util.List;
import org.eclipse.milo.opcua.sdk.core.typetree.DataTypeTree;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;

/**
 * The published information models that are served.
 *
 * @param all of them, each after those it needs
 * @param packMl types of OPC 30050
 * @param jobControl types of OPC 10031-4
 * @param di types of OPC 10000-100
 * @param machinery types of OPC 40001-1
 * @param result types of OPC 40001-101
 * @param robotics types of OPC 40010-1
 * @param units structures of PackML
 * @param jobs structures of job control
 * @param results structures of results
 */
record Models(
        List<TypeNamespace> all,
        TypeNamespace packMl,
        TypeNamespace jobControl,
        TypeNamespace di,
        TypeNamespace machinery,
        TypeNamespace result,
        TypeNamespace robotics,
        Structures units,
        Structures jobs,
        Structures results,
        Structures joining) {

    Models {
        all = List.copyOf(all);
    }

    /** Loads them; before anything is made of their types. */
    static Models load(OpcUaServer server) {
        TypeNamespace packMl = made(server, "packml.jsonl");
        TypeNamespace jobControl = made(server, "isa95-job-control.jsonl");
        TypeNamespace di = made(server, "di.jsonl");
        TypeNamespace ia = made(server, "ia.jsonl");
        TypeNamespace machinery = made(server, "machinery.jsonl");
        TypeNamespace result = made(server, "machinery-result.jsonl");
        TypeNamespace robotics = made(server, "robotics.jsonl");
        TypeNamespace amb = made(server, "amb.jsonl");
        TypeNamespace machineryJobs = made(server, "machinery-jobs.jsonl");
        TypeNamespace ijt = made(server, "ijt-base.jsonl");
        List<TypeNamespace> all =
                List.of(packMl, jobControl, di, ia, machinery, result, robotics, amb, machineryJobs, ijt);
        all.forEach(TypeNamespace::startup);
        server.updateReferenceTypeTree();
        server.updateObjectTypeTree();
        server.updateVariableTypeTree();
        DataTypeTree types = server.updateDataTypeTree();
        for (TypeNamespace model : List.of(di, amb, machineryJobs)) {
            Structures unusedUntilSomebodySendsOne = structures(server, model, types);
        }
        return new Models(
                all,
                packMl,
                jobControl,
                di,
                machinery,
                result,
                robotics,
                structures(server, packMl, types),
                structures(server, jobControl, types),
                structures(server, result, types),
                structures(server, ijt, types));
    }

    void shutdown() {
        all.forEach(TypeNamespace::shutdown);
    }

    private static TypeNamespace made(OpcUaServer server, String table) {
        return new TypeNamespace(server, TypeTable.read(table));
    }

    private static Structures structures(OpcUaServer server, TypeNamespace model, DataTypeTree types) {
        return Structures.of(
                model.dataTypes(), types, server.getDynamicDataTypeManager(), server.getDynamicEncodingContext());
    }
}
