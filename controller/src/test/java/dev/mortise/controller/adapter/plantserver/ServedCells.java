package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;

/** A server of cells as PackML units, for a benchmark. */
interface ServedCells extends AutoCloseable {

    String name();

    String url();

    /** From now on the cell executes, or is suspended: a hold is in order in both. */
    void turn(String cell, boolean executes);

    @Override
    void close();

    /** A session of this user. */
    default OpcUaClient connect(String user) throws UaException {
        return APlant.friend(url(), user).connect();
    }

    /** What a cell's turns change: the state of its innermost machine, and the id of that. */
    static List<NodeId> changing(OpcUaClient client, String cell) {
        String execute = "Line.Cells." + cell + "/M:BaseStateMachine/M:MachineState/M:ExecuteState";
        return List.of(id(client, execute + "/0:CurrentState"), id(client, execute + "/0:CurrentState/0:Id"));
    }

    /** Asks the server to hold the cell, and waits for the answer. */
    static void hold(OpcUaClient client, String cell) throws UaException {
        String execute = "Line.Cells." + cell + "/M:BaseStateMachine/M:MachineState/M:ExecuteState";
        var answer = requireNonNull(client.call(
                        List.of(new CallMethodRequest(id(client, execute), id(client, execute + "/M:Hold"), null)))
                .getResults())[0];
        if (answer.getStatusCode().value() != StatusCodes.Good) {
            throw new UaException(answer.getStatusCode());
        }
    }

    private static NodeId id(OpcUaClient client, String path) {
        UShort line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        UShort model = requireNonNull(client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/PackML/"));
        return new NodeId(line, path.replace("M:", model + ":"));
    }
}
