package dev.mortise.sim.plc;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.protocol.plc.PlcMethod;
import dev.mortise.protocol.plc.PlcNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/** The contract's nodes of one cell, and the process image of its program at the same time. */
final class CellNamespace extends ManagedNamespaceWithLifecycle implements Image {

    private static final long UNSIGNED_MASK = 0xFFFF_FFFFL;

    private final CellPlcModel model;
    private final Map<String, UaVariableNode> variables = new HashMap<>();
    private final Map<String, PlcNode> contract = new HashMap<>();
    private final Map<String, UaObjectNode> objects = new HashMap<>();
    private Optional<KeyMethod> keyMethod = Optional.empty();
    private final PushedItems pushed =
            new PushedItems(id -> Optional.ofNullable(getNodeManager().get(id)));

    CellNamespace(OpcUaServer server, CellPlcModel model) {
        super(server, model.namespace());
        this.model = model;
        getLifecycleManager().addStartupTask(this::build);
    }

    private void build() {
        UaObjectNode root = object(model.root(), model.root());
        root.addReference(new Reference(
                root.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), Reference.Direction.INVERSE));
        for (PlcNode node : model.nodes()) {
            int slash = node.path().lastIndexOf('/');
            UaVariableNode variable = variable(node, node.path().substring(slash + 1));
            group(root, node.path().substring(0, slash)).addComponent(variable);
            variables.put(node.path(), variable);
            contract.put(node.path(), node);
        }
        for (PlcMethod method : model.methods()) {
            build(method, group(root, method.object()));
        }
    }

    private UaObjectNode group(UaObjectNode root, String group) {
        return objects.computeIfAbsent(group, name -> {
            UaObjectNode made = object(model.identifier(name), name);
            root.addComponent(made);
            return made;
        });
    }

    private void build(PlcMethod method, UaObjectNode of) {
        UaMethodNode node = UaMethodNode.build(
                getNodeContext(),
                builder -> builder.setNodeId(newNodeId(model.identifier(method.path())))
                        .setBrowseName(newQualifiedName(method.name()))
                        .setDisplayName(LocalizedText.english(method.name()))
                        .setDescription(LocalizedText.english(method.meaning()))
                        .buildAndAdd());
        KeyMethod handler = new KeyMethod(node, method);
        node.setInputArguments(handler.getInputArguments());
        node.setOutputArguments(handler.getOutputArguments());
        node.setInvocationHandler(handler);
        of.addComponent(node);
        keyMethod = Optional.of(handler);
    }

    void takesKeys(HandedKeys keys) {
        keyMethod.ifPresent(method -> method.handsTo(keys));
    }

    private UaObjectNode object(String identifier, String name) {
        return UaObjectNode.build(
                getNodeContext(),
                builder -> builder.setNodeId(newNodeId(identifier))
                        .setBrowseName(newQualifiedName(name))
                        .setDisplayName(LocalizedText.english(name))
                        .setTypeDefinition(NodeIds.BaseObjectType)
                        .buildAndAdd());
    }

    private UaVariableNode variable(PlcNode node, String name) {
        return UaVariableNode.build(
                getNodeContext(),
                builder -> builder.setNodeId(newNodeId(model.identifier(node.path())))
                        .setBrowseName(newQualifiedName(name))
                        .setDisplayName(LocalizedText.english(name))
                        .setDescription(LocalizedText.english(node.meaning()))
                        .setDataType(dataType(node.type()))
                        .setValueRank(node.array() ? ValueRanks.OneDimension : ValueRanks.Scalar)
                        .setArrayDimensions(node.array() ? new UInteger[] {uint(0)} : null)
                        .setTypeDefinition(NodeIds.BaseDataVariableType)
                        .setAccessLevel(node.written() ? AccessLevel.READ_WRITE : AccessLevel.READ_ONLY)
                        .setUserAccessLevel(node.written() ? AccessLevel.READ_WRITE : AccessLevel.READ_ONLY)
                        .setValue(new DataValue(new Variant(zero(node))))
                        .buildAndAdd());
    }

    private static NodeId dataType(PlcNode.Type type) {
        return switch (type) {
            case Boolean -> NodeIds.Boolean;
            case Int32 -> NodeIds.Int32;
            case UInt32 -> NodeIds.UInt32;
            case Double -> NodeIds.Double;
            case String -> NodeIds.String;
            case ByteString -> NodeIds.ByteString;
        };
    }

    private static Object zero(PlcNode node) {
        return switch (node.type()) {
            case Boolean -> node.array() ? new Boolean[0] : (Object) false;
            case Int32 -> 0;
            case UInt32 -> uint(0);
            case Double -> node.array() ? new Double[0] : (Object) 0.0;
            case String -> node.array() ? new String[0] : (Object) "";
            case ByteString -> ByteString.NULL_VALUE;
        };
    }

    @Override
    public Object read(String path) {
        Object value = variable(path).getValue().value().value();
        return value == null ? zero(node(path)) : value;
    }

    @Override
    public void show(String path, Object value) {
        Object typed = node(path).type() == PlcNode.Type.UInt32 && value instanceof Long number
                ? uint(number & UNSIGNED_MASK)
                : value;
        variable(path).setValue(new DataValue(new Variant(typed)));
    }

    @Override
    public void unknown(String path) {
        variable(path).setValue(new DataValue(new StatusCode(StatusCodes.Bad_DeviceFailure)));
    }

    private UaVariableNode variable(String path) {
        return Optional.ofNullable(variables.get(path))
                .orElseThrow(() -> new IllegalArgumentException("the contract has no node " + path));
    }

    private PlcNode node(String path) {
        return Optional.ofNullable(contract.get(path))
                .orElseThrow(() -> new IllegalArgumentException("the contract has no node " + path));
    }

    @Override
    public void onDataItemsCreated(List<DataItem> items) {
        pushed.created(items);
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {
        // a pushed item has no sampling interval to change
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> items) {
        pushed.deleted(items);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {
        pushed.modeChanged(items);
    }
}
