package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.factories.NodeFactory;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;

/** The objects of this line, made of the published types. */
final class LineNamespace extends PushedNamespace {

    static final String URI = "urn:mortise:line";

    private static final int SENDS_EVENTS = 1;

    private final EventItems events;

    LineNamespace(OpcUaServer server) {
        super(server, URI);
        this.events = new EventItems(server.getEventNotifier());
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
            refer(parent.getNodeId(), NodeIds.HasComponent, made.getNodeId());
            return (UaObjectNode) made;
        } catch (UaException e) {
            throw new IllegalStateException("cannot make " + name + " of type " + type, e);
        }
    }

    /** An object that belongs to another one by its name, which is the model's: OPC 10000-3, 4.10.2. */
    UaObjectNode addIn(UaObjectNode parent, QualifiedName name, NodeId type, Set<QualifiedName> optional) {
        UaObjectNode made = instance(parent, String.valueOf(name.name()), type, optional);
        made.setBrowseName(name);
        return made;
    }

    EncodingContext encoding() {
        return getServer().getDynamicEncodingContext();
    }

    /** Whoever listens to the object, or to the server, hears of it. */
    void sendsEvents(UaObjectNode object) {
        object.setEventNotifier(ubyte(SENDS_EVENTS));
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

    private void refer(NodeId from, NodeId type, NodeId to) {
        getNodeManager()
                .addReferences(
                        new Reference(from, type, to.expanded(), Reference.Direction.FORWARD),
                        getServer().getNamespaceTable());
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
