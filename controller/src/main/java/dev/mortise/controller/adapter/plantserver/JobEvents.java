package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import dev.mortise.controller.adapter.plantserver.JobOrders.Job;
import dev.mortise.controller.adapter.plantserver.mapping.AlarmWords;
import dev.mortise.controller.adapter.plantserver.mapping.JobWords;
import dev.mortise.controller.domain.rack.RackBuild;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every transition of an order as an event of the receiver. The published type is abstract; it has no other to use. */
final class JobEvents {

    private static final Logger LOG = LoggerFactory.getLogger(JobEvents.class);

    private static final int UUID_BYTES = 16;

    private final OpcUaServer server;
    private final LineNamespace space;
    private final TypeNamespace model;
    private final NodeId type;
    private final JobStructures structures;
    private final UaObjectNode source;

    JobEvents(OpcUaServer server, LineNamespace space, Models models, UaObjectNode source) {
        this.server = server;
        this.space = space;
        this.model = models.jobControl();
        this.type = model.type("ISA95JobOrderStatusEventType");
        this.structures = new JobStructures(models.jobs());
        this.source = source;
        server.getObjectTypeManager().registerObjectType(type, BaseEventTypeNode.class, BaseEventTypeNode::new);
    }

    void tell(Job became, Optional<RackBuild> build) {
        try {
            BaseEventTypeNode event = server.getEventFactory().createEvent(space.unique(), type);
            try {
                DateTime now = DateTime.now();
                event.setBrowseName(model.own("ISA95JobOrderStatusEventType"));
                event.setEventId(id());
                event.setEventType(type);
                event.setSourceNode(source.getNodeId());
                event.setSourceName("JobOrderControl");
                event.setTime(now);
                event.setReceiveTime(now);
                event.setMessage(LocalizedText.english("job order " + became.id() + ": "
                        + JobWords.state(became.state()).text()));
                event.setSeverity(ushort(AlarmWords.NEWS));
                put(event, "JobOrder", structures.order(became));
                put(event, "JobState", structures.states(became));
                put(event, "JobResponse", structures.one(structures.response(became, build)));
                server.getEventNotifier().fire(event);
            } finally {
                event.delete(); // made of real nodes
            }
        } catch (UaException e) {
            LOG.warn("no event of job order {}: {}", became.id(), e.toString());
        }
    }

    private void put(BaseEventTypeNode event, String property, Variant value) {
        UaNode node = event.findNode(model.own(property))
                .orElseThrow(() -> new IllegalStateException("the event has no " + property));
        ((UaVariableNode) node).setValue(new DataValue(value));
    }

    private static ByteString id() {
        UUID unique = UUID.randomUUID();
        return ByteString.of(ByteBuffer.allocate(UUID_BYTES)
                .putLong(unique.getMostSignificantBits())
                .putLong(unique.getLeastSignificantBits())
                .array());
    }
}
