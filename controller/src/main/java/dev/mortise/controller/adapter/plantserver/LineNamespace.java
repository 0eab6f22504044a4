package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;

import dev.mortise.controller.adapter.plantserver.mapping.Known;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.nodes.factories.NodeFactory;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;

/** The objects of this line, made of the published types. */
final class LineNamespace extends PushedNamespace {

    static final String URI = "urn:mortise:line";

    private static final int SENDS_EVENTS = 1;
    private static final int KEEPS_EVENTS = 4;

    /** Everything the line tells of is heard here. */
    static final String ROOT = "Line";

    private final EventItems events;
    private volatile Optional<Unseen> unseen = Optional.empty();

    /** Objects that can be acted on and asked for their past without being nodes. */
    interface Unseen {

        Optional<MethodInvocationHandler> method(NodeId object, NodeId method);

        boolean hears(NodeId notifier, BaseEventTypeNode event);

        /** Empty where nothing is kept. */
        Optional<HistoryReadResult> past(Optional<Session> who, HistoryReadDetails details, HistoryReadValueId asked);
    }

    LineNamespace(OpcUaServer server) {
        super(server, URI);
        this.events = new EventItems(server.getEventNotifier(), this::hears);
    }

    void serves(Unseen objects) {
        unseen = Optional.of(objects);
    }

    boolean hears(NodeId notifier, BaseEventTypeNode event) {
        return notifier.equals(event.getSourceNode())
                || notifier.equals(newNodeId(ROOT))
                || unseen.filter(objects -> objects.hears(notifier, event)).isPresent();
    }

    /** A folder below Objects. */
    UaObjectNode folder(String name) {
        UaObjectNode made = made(name, name);
        refer(NodeIds.ObjectsFolder, NodeIds.Organizes, made.getNodeId());
        return made;
    }

    UaObjectNode folderIn(UaObjectNode parent, String name) {
        UaObjectNode made = made(parent.getNodeId().getIdentifier() + "." + name, name);
        refer(parent.getNodeId(), NodeIds.Organizes, made.getNodeId());
        return made;
    }

    private UaObjectNode made(String id, String name) {
        return UaObjectNode.build(
                getNodeContext(),
                builder -> builder.setNodeId(newNodeId(id))
                        .setBrowseName(newQualifiedName(name))
                        .setDisplayName(LocalizedText.english(name))
                        .setTypeDefinition(NodeIds.FolderType)
                        .buildAndAdd());
    }

    /**
     * An object of a published type.
     *
     * @param optional browse names of the optional members it has, at any depth
     */
    UaObjectNode instance(UaObjectNode parent, String name, NodeId type, Set<QualifiedName> optional) {
        return instance(parent, name, type, optional, NodeIds.HasComponent);
    }

    private UaObjectNode instance(
            UaObjectNode parent, String name, NodeId type, Set<QualifiedName> optional, NodeId reference) {
        try {
            UaNode made = getNodeFactory()
                    .createNode(
                            newNodeId(parent.getNodeId().getIdentifier() + "." + name),
                            type,
                            new NodeFactory.InstantiationCallback() {
                                @Override
                                public boolean includeOptionalNode(NodeId unusedType, QualifiedName member) {
                                    return optional.contains(member);
                                }
                            });
            made.setBrowseName(newQualifiedName(name));
            made.setDisplayName(LocalizedText.english(name));
            refer(parent.getNodeId(), reference, made.getNodeId());
            return (UaObjectNode) made;
        } catch (UaException e) {
            throw new IllegalStateException("cannot make " + name + " of type " + type, e);
        }
    }

    /** An object that belongs to another one by its name, which is the model's: OPC 10000-3, 4.10.2. */
    UaObjectNode addIn(UaObjectNode parent, QualifiedName name, NodeId type, Set<QualifiedName> optional) {
        UaObjectNode made = instance(parent, String.valueOf(name.name()), type, optional, NodeIds.HasAddIn);
        made.setBrowseName(name);
        return made;
    }

    /** The folder of a machine's building blocks; its identification is one of them, too. */
    UaObjectNode blocks(UaObjectNode machine, QualifiedName name, UaObjectNode identification) {
        UaObjectNode made = made(machine.getNodeId().getIdentifier() + "." + name.name(), String.valueOf(name.name()));
        made.setBrowseName(name);
        refer(machine.getNodeId(), NodeIds.HasComponent, made.getNodeId());
        refer(made.getNodeId(), NodeIds.HasAddIn, identification.getNodeId());
        return made;
    }

    /** A property that its type knows and the model's own instances leave out. */
    void property(UaVariableNode owner, QualifiedName name, Variant value, NodeId type) {
        UaVariableNode made = UaVariableNode.build(
                getNodeContext(),
                node -> node.setNodeId(newNodeId(owner.getNodeId().getIdentifier() + "." + name.name()))
                        .setBrowseName(name)
                        .setDisplayName(LocalizedText.english(String.valueOf(name.name())))
                        .setDataType(type)
                        .setTypeDefinition(NodeIds.PropertyType)
                        .buildAndAdd());
        refer(owner.getNodeId(), NodeIds.HasProperty, made.getNodeId());
        StateNodes.put(made, value, Known.NOW, Instant.EPOCH);
    }

    /** Where clients look for it, besides. */
    void organize(NodeId folder, UaObjectNode object) {
        refer(folder, NodeIds.Organizes, object.getNodeId());
    }

    /** An object that is made already. */
    UaObjectNode object(UaObjectNode line, String folder, String name) {
        return (UaObjectNode) getNodeManager()
                .getNode(newNodeId(line.getNodeId().getIdentifier() + "." + folder + "." + name))
                .orElseThrow(() -> new IllegalStateException("no " + name + " in " + folder));
    }

    /** A node of whatever namespace. */
    UaNode anyNode(NodeId id) {
        return getServer()
                .getAddressSpaceManager()
                .getManagedNode(id)
                .orElseThrow(() -> new IllegalStateException("no node " + id));
    }

    EncodingContext encoding() {
        return getServer().getDynamicEncodingContext();
    }

    /** Whoever listens to the object, to the line or to the server, hears of it. */
    void sendsEvents(UaObjectNode object) {
        sendsEvents(object, SENDS_EVENTS);
    }

    void sendsEventsAndKeepsThem(UaObjectNode object) {
        sendsEvents(object, SENDS_EVENTS | KEEPS_EVENTS);
    }

    private void sendsEvents(UaObjectNode object, int notifier) {
        object.setEventNotifier(ubyte(notifier));
        refer(NodeIds.Server, NodeIds.HasNotifier, object.getNodeId());
        getServer()
                .getAddressSpaceManager()
                .getManagedNode(NodeIds.Server)
                .filter(UaObjectNode.class::isInstance)
                .map(UaObjectNode.class::cast)
                .ifPresent(server -> server.setEventNotifier(ubyte(SENDS_EVENTS)));
    }

    NodeId unique() {
        return newNodeId(UUID.randomUUID());
    }

    NodeId id(String identifier) {
        return newNodeId(identifier);
    }

    QualifiedName name(String name) {
        return newQualifiedName(name);
    }

    UaNodeContext context() {
        return getNodeContext();
    }

    void add(UaNode node) {
        getNodeManager().addNode(node);
    }

    void refer(NodeId from, NodeId type, NodeId to) {
        getNodeManager()
                .addReferences(
                        new Reference(from, type, to.expanded(), Reference.Direction.FORWARD),
                        getServer().getNamespaceTable());
    }

    @Override
    protected MethodInvocationHandler getInvocationHandler(NodeId object, NodeId method) throws UaException {
        Optional<MethodInvocationHandler> own = unseen.flatMap(objects -> objects.method(object, method));
        return own.isPresent() ? own.orElseThrow() : super.getInvocationHandler(object, method);
    }

    @Override
    public List<HistoryReadResult> historyRead(
            HistoryReadContext context,
            HistoryReadDetails details,
            TimestampsToReturn unusedEventsHaveTheirOwn,
            List<HistoryReadValueId> asked) {
        return asked.stream()
                .map(one -> unseen.flatMap(objects -> objects.past(context.getSession(), details, one))
                        .orElseGet(() -> new HistoryReadResult(
                                new StatusCode(StatusCodes.Bad_HistoryOperationUnsupported), null, null)))
                .toList();
    }

    @Override
    public void onEventItemsCreated(List<EventItem> items) {
        events.created(items);
    }

    @Override
    public void onEventItemsModified(List<EventItem> items) {
        // the filter is the item's own
    }

    @Override
    public void onEventItemsDeleted(List<EventItem> items) {
        events.deleted(items);
    }
}
