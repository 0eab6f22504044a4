package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import dev.mortise.controller.domain.access.Act;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.items.BaseMonitoredItem;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.subscriptions.Subscription;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/**
 * Tells a client that has just come of all conditions it has to know of. In place of Milo's own, which tells begin and end to
 * everybody and nothing between.
 */
final class ConditionRefresh {

    private static final int SEVERITY = 100;

    private final OpcUaServer server;
    private final LineNamespace space;
    private final Conditions conditions;
    private final ConditionEvent event;
    private final Gate gate;
    /** Whether an item on a node hears an event. */
    private final BiPredicate<NodeId, BaseEventTypeNode> hears;

    ConditionRefresh(OpcUaServer server, LineNamespace space, Conditions conditions, ConditionEvent event, Gate gate) {
        this.server = server;
        this.space = space;
        this.conditions = conditions;
        this.event = event;
        this.gate = gate;
        this.hears = (node, told) -> node.equals(NodeIds.Server) || space.hears(node, told);
    }

    void open() {
        method(NodeIds.ConditionType_ConditionRefresh, 1);
        method(NodeIds.ConditionType_ConditionRefresh2, 2);
    }

    private void method(NodeId id, int arguments) {
        server.getAddressSpaceManager()
                .getManagedNode(id)
                .filter(UaMethodNode.class::isInstance)
                .map(UaMethodNode.class::cast)
                .ifPresent(method ->
                        method.setInvocationHandler(Method.handler(arguments, (who, given) -> refresh(who, given))));
    }

    private Variant[] refresh(Optional<Session> who, List<Object> given) throws UaException {
        String unusedBy = gate.require(who, Act.READ);
        Subscription subscription = who.map(
                        session -> session.getSubscriptionManager().getSubscription(number(given.get(0))))
                .orElseThrow(() -> new UaException(StatusCodes.Bad_SubscriptionIdInvalid));
        Collection<BaseMonitoredItem<?>> items =
                subscription.getMonitoredItems().values();
        if (given.size() > 1) {
            BaseMonitoredItem<?> item = subscription.getMonitoredItems().get(number(given.get(1)));
            if (!(item instanceof EventItem)) {
                throw new UaException(StatusCodes.Bad_MonitoredItemIdInvalid);
            }
            items = List.of(item);
        }
        tell(items.stream()
                .filter(EventItem.class::isInstance)
                .map(EventItem.class::cast)
                .filter(EventItem::isSamplingEnabled)
                .toList());
        return new Variant[0];
    }

    private static UInteger number(Object given) {
        return given instanceof UInteger number ? number : UInteger.MIN;
    }

    private void tell(List<EventItem> items) throws UaException {
        BaseEventTypeNode start = made(NodeIds.RefreshStartEventType, "RefreshStart");
        BaseEventTypeNode end = made(NodeIds.RefreshEndEventType, "RefreshEnd");
        try {
            conditions.retained(all -> {
                items.forEach(item -> item.onEvent(start));
                all.forEach(condition -> {
                    BaseEventTypeNode told = event.filledWith(condition);
                    items.stream()
                            .filter(item -> hears.test(item.getReadValueId().getNodeId(), told))
                            .forEach(item -> item.onEvent(told));
                });
                items.forEach(item -> item.onEvent(end));
            });
        } finally {
            start.delete();
            end.delete();
        }
    }

    private BaseEventTypeNode made(NodeId type, String name) throws UaException {
        BaseEventTypeNode made = server.getEventFactory().createEvent(space.unique(), type);
        DateTime now = DateTime.now();
        made.setBrowseName(space.name(name));
        made.setEventId(Condition.freshEventId());
        made.setEventType(type);
        made.setSourceNode(NodeIds.Server);
        made.setSourceName("Server");
        made.setTime(now);
        made.setReceiveTime(now);
        made.setMessage(LocalizedText.english(name));
        made.setSeverity(ushort(SEVERITY));
        return made;
    }
}
