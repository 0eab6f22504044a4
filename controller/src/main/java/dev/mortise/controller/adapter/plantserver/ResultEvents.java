package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import dev.mortise.controller.adapter.plantserver.mapping.AlarmWords;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.Standing;
import dev.mortise.controller.domain.rack.Worth;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
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

/** A result as an event of its management object. The published type is abstract; a client filters by it. */
final class ResultEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ResultEvents.class);

    private static final int UUID_BYTES = 16;
    private static final String TYPE = "ResultReadyEventType";

    private final OpcUaServer server;
    private final LineNamespace space;
    private final TypeNamespace model;
    private final NodeId type;
    private final ResultStructures structures;
    private final UaObjectNode source;

    ResultEvents(OpcUaServer server, LineNamespace space, Models models, UaObjectNode source) {
        this.server = server;
        this.space = space;
        this.model = models.result();
        this.type = model.type(TYPE);
        this.structures = new ResultStructures(models);
        this.source = source;
        server.getObjectTypeManager().registerObjectType(type, BaseEventTypeNode.class, BaseEventTypeNode::new);
    }

    void tell(RackBuild build, Evidence evidence, Worth worth) {
        ResultId id = ResultId.of(build, evidence);
        try {
            BaseEventTypeNode event = server.getEventFactory().createEvent(space.unique(), type);
            try {
                DateTime now = DateTime.now();
                event.setBrowseName(model.own(TYPE));
                event.setEventId(eventId());
                event.setEventType(type);
                event.setSourceNode(source.getNodeId());
                event.setSourceName("ResultManagement");
                event.setTime(now);
                event.setReceiveTime(now);
                event.setMessage(LocalizedText.english("result " + id + ": " + worth));
                event.setSeverity(ushort(AlarmWords.NEWS));
                UaVariableNode result = (UaVariableNode) StateNodes.below(event, model.own("Result"));
                result.setValue(new DataValue(new Variant(structures.whole(build, evidence))));
                result.findNode(model.own("ResultMetaData"))
                        .filter(UaVariableNode.class::isInstance)
                        .map(UaVariableNode.class::cast)
                        .ifPresent(meta -> meta.setValue(new DataValue(structures.metaData(build, evidence))));
                server.getEventNotifier().fire(event);
            } finally {
                event.delete(); // made of real nodes
            }
        } catch (UaException e) {
            LOG.warn("no event of result {}: {}", id, e.toString());
        }
    }

    /** What each piece of evidence of a rack is worth now. */
    static Map<ResultId, Worth> worths(RackBuild build) {
        Standing standing = build.standing();
        Map<ResultId, Worth> all = new LinkedHashMap<>();
        for (Operation operation : build.plan().operations()) {
            for (Evidence evidence : build.attempts(operation.id())) {
                all.put(ResultId.of(build, evidence), Worth.of(build, standing, evidence));
            }
        }
        return all;
    }

    private static ByteString eventId() {
        UUID unique = UUID.randomUUID();
        return ByteString.of(ByteBuffer.allocate(UUID_BYTES)
                .putLong(unique.getMostSignificantBits())
                .putLong(unique.getLeastSignificantBits())
                .array());
    }
}
