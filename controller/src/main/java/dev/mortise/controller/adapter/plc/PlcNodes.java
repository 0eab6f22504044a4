package dev.mortise.controller.adapter.plc;

import static dev.mortise.controller.adapter.plc.Clients.ANSWER_MILLIS;
import static dev.mortise.controller.adapter.plc.Clients.CONNECT_MILLIS;
import static dev.mortise.controller.adapter.plc.Clients.within;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.protocol.plc.PlcNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/** The nodes of one connected PLC, found by the contract's namespace. */
final class PlcNodes {

    private static final Map<PlcNode.Type, NodeId> TYPES = Map.of(
            PlcNode.Type.Boolean, NodeIds.Boolean,
            PlcNode.Type.Int32, NodeIds.Int32,
            PlcNode.Type.UInt32, NodeIds.UInt32,
            PlcNode.Type.Double, NodeIds.Double,
            PlcNode.Type.String, NodeIds.String,
            PlcNode.Type.ByteString, NodeIds.ByteString);

    /** OPC 10000-3: bit 0 readable, bit 1 writable. */
    private static final int WRITABLE = 2;

    private static final int ATTRIBUTES_PER_NODE = 3;
    private static final String CELL_ID = "Identification/CellId";
    private static final String CONTRACT_VERSION = "Identification/ContractVersion";

    private final OpcUaClient client;
    private final CellPlcModel model;
    private final UShort namespace;

    private PlcNodes(OpcUaClient client, CellPlcModel model, UShort namespace) {
        this.client = client;
        this.model = model;
        this.namespace = namespace;
    }

    /** Fails when the server does not know the contract's namespace at all. */
    static PlcNodes of(OpcUaClient client, CellPlcModel model) throws UaException, ContractBroken {
        // the client's own table is empty when its connection broke while it was read: no word of the server's
        UShort index = within(CONNECT_MILLIS, client.readNamespaceTableAsync()).getIndex(model.namespace());
        if (index == null) {
            throw new ContractBroken(List.of("the server has no namespace " + model.namespace()));
        }
        return new PlcNodes(client, model, index);
    }

    NodeId id(String path) {
        return new NodeId(namespace, model.identifier(path));
    }

    /** One sentence for what makes this PLC another one than expected: a wrong address must not move a rack. */
    List<String> strangeness(String cell) throws UaException {
        List<DataValue> values = read(List.of(CELL_ID, CONTRACT_VERSION));
        List<String> faults = new ArrayList<>();
        Object id = values.get(0).value().value();
        if (!cell.equals(id)) {
            faults.add(CELL_ID + " is '" + id + "', the plant file has " + cell + " at this address");
        }
        Object version = values.get(1).value().value();
        if (!uint(model.version()).equals(version)) {
            faults.add(CONTRACT_VERSION + " is " + version + ", this controller speaks " + model.version());
        }
        return faults;
    }

    /** One sentence for each node that is missing or not what the contract says. */
    List<String> faults() throws UaException {
        List<ReadValueId> reads = new ArrayList<>();
        for (PlcNode node : model.nodes()) {
            reads.add(attribute(node, AttributeId.DataType));
            reads.add(attribute(node, AttributeId.ValueRank));
            reads.add(attribute(node, AttributeId.AccessLevel));
        }
        DataValue[] values = Optional.ofNullable(
                        within(CONNECT_MILLIS, client.readAsync(0.0, TimestampsToReturn.Neither, reads))
                                .getResults())
                .orElseGet(() -> new DataValue[0]);
        if (values.length != reads.size()) {
            throw new UaException(
                    StatusCodes.Bad_UnknownResponse, "asked for " + reads.size() + " attributes, got " + values.length);
        }
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < model.nodes().size(); i++) {
            int at = i * ATTRIBUTES_PER_NODE;
            fault(model.nodes().get(i), values[at], values[at + 1], values[at + 2])
                    .forEach(faults::add);
        }
        return faults;
    }

    private static List<String> fault(PlcNode node, DataValue type, DataValue rank, DataValue access) {
        if (!type.statusCode().isGood()) {
            return List.of(node.path() + " is missing");
        }
        List<String> faults = new ArrayList<>();
        if (!Optional.ofNullable(TYPES.get(node.type()))
                .equals(Optional.ofNullable(type.value().value()))) {
            faults.add(node.path() + " has data type " + type.value().value() + ", the contract says " + node.type());
        }
        int expectedRank = node.array() ? 1 : -1;
        if (!Integer.valueOf(expectedRank).equals(rank.value().value())) {
            faults.add(node.path() + " has value rank " + rank.value().value() + ", the contract says " + expectedRank);
        }
        boolean writable = access.value().value() instanceof UByte level && (level.intValue() & WRITABLE) != 0;
        if (node.written() && !writable) {
            faults.add(node.path() + " is read-only, the contract lets the controller write it");
        }
        return faults;
    }

    /** A sentence when there is no such method, or it is not to be called. */
    List<String> missing(String method) throws UaException {
        ReadValueId read = new ReadValueId(id(method), AttributeId.Executable.uid(), null, QualifiedName.NULL_VALUE);
        DataValue[] values = Optional.ofNullable(
                        within(CONNECT_MILLIS, client.readAsync(0.0, TimestampsToReturn.Neither, List.of(read)))
                                .getResults())
                .orElseGet(() -> new DataValue[0]);
        boolean there = values.length == 1
                && values[0].statusCode().isGood()
                && Boolean.TRUE.equals(values[0].value().value());
        return there ? List.of() : List.of("the method " + method + " is missing, and a robot of the cell needs it");
    }

    /** Calls a method whose only output is a text. */
    String call(String path, Variant... inputs) throws UaException {
        CallMethodRequest request = new CallMethodRequest(id(model.method(path).object()), id(path), inputs);
        CallMethodResult[] results = Optional.ofNullable(within(ANSWER_MILLIS, client.callAsync(List.of(request)))
                        .getResults())
                .orElseGet(() -> new CallMethodResult[0]);
        if (results.length != 1) {
            throw new UaException(StatusCodes.Bad_UnknownResponse, "one call, " + results.length + " answers");
        }
        if (!results[0].getStatusCode().isGood()) {
            return path + ": " + results[0].getStatusCode();
        }
        Variant[] outputs = Optional.ofNullable(results[0].getOutputArguments()).orElseGet(() -> new Variant[0]);
        return outputs.length == 1 && outputs[0].value() instanceof String text ? text : path + " answers no text";
    }

    private ReadValueId attribute(PlcNode node, AttributeId attribute) {
        return new ReadValueId(id(node.path()), attribute.uid(), null, QualifiedName.NULL_VALUE);
    }

    List<DataValue> read(List<String> paths) throws UaException {
        return within(
                ANSWER_MILLIS,
                client.readValuesAsync(
                        0.0,
                        TimestampsToReturn.Neither,
                        paths.stream().map(this::id).toList()));
    }

    /** One Write request, in this order. */
    void write(List<Written> values) throws UaException {
        List<StatusCode> codes = within(
                ANSWER_MILLIS,
                client.writeValuesAsync(
                        values.stream().map(value -> id(value.path())).toList(),
                        values.stream()
                                .map(value -> DataValue.valueOnly(new Variant(value.value())))
                                .toList()));
        for (int i = 0; i < codes.size(); i++) {
            if (!codes.get(i).isGood()) {
                throw new UaException(
                        codes.get(i).value(), "write of " + values.get(i).path());
            }
        }
    }

    /** A value for a node. */
    record Written(String path, Object value) {}

    /** The PLC is not what the contract says. */
    static final class ContractBroken extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient List<String> faults;

        ContractBroken(List<String> faults) {
            super(String.join("; ", faults));
            this.faults = faults;
        }

        List<String> faults() {
            return faults;
        }
    }
}
