package dev.mortise.sim;

import dev.mortise.protocol.plc.CellPlcModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/** A plain OPC UA client that does what the contract says and nothing more. */
final class PlcClient implements AutoCloseable {

    private final CellPlcModel model = CellPlcModel.load();
    private final OpcUaClient client;
    private final UShort namespace;
    private long sequence;

    PlcClient(String endpoint) throws UaException {
        client = OpcUaClient.create(endpoint);
        client.connect();
        namespace = client.getNamespaceTable().getIndex(model.namespace());
    }

    /** Where the server said it is. */
    String connectedTo() {
        return client.getConfig().getEndpoint().getEndpointUrl();
    }

    Object read(String path) throws UaException {
        List<DataValue> values = client.readValues(0.0, TimestampsToReturn.Neither, List.of(id(path)));
        return Optional.ofNullable(values.get(0).value().value())
                .orElseThrow(() -> new AssertionError(
                        path + " has no value: " + values.get(0).statusCode()));
    }

    StatusCode write(String path, Object value) throws UaException {
        return client.writeValues(List.of(id(path)), List.of(DataValue.valueOnly(new Variant(value))))
                .get(0);
    }

    void unit(int command) throws UaException {
        sequence++;
        write("Unit/Command", command);
        write("Unit/CommandEpoch", Unsigned.uint(1));
        write("Unit/CommandSequence", Unsigned.uint(sequence));
    }

    void command(String id, String name, String rack, Map<String, String> texts) throws UaException {
        sequence++;
        List<String> names = new ArrayList<>(texts.keySet());
        write("Command/SequenceHead", Unsigned.uint(sequence));
        write("Command/Epoch", Unsigned.uint(1));
        write("Command/Id", id);
        write("Command/Name", name);
        write("Command/Rack", rack);
        write("Command/TextNames", names.toArray(String[]::new));
        write("Command/TextValues", names.stream().map(texts::get).toArray(String[]::new));
        write("Command/Sequence", Unsigned.uint(sequence));
    }

    private NodeId id(String path) {
        return new NodeId(namespace, model.identifier(path));
    }

    @Override
    public void close() throws UaException {
        client.disconnect();
    }
}
