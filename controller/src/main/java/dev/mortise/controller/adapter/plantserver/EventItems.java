package dev.mortise.controller.adapter.plantserver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.eclipse.milo.opcua.sdk.server.EventListener;
import org.eclipse.milo.opcua.sdk.server.EventNotifier;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** Event items on nodes of ours: Milo leaves them silent, and gives every item every event, whatever its source. */
final class EventItems {

    private final Map<EventItem, EventListener> listeners = new ConcurrentHashMap<>();
    private final EventNotifier notifier;

    private final BiPredicate<NodeId, BaseEventTypeNode> hears;

    EventItems(EventNotifier notifier, BiPredicate<NodeId, BaseEventTypeNode> hears) {
        this.notifier = notifier;
        this.hears = hears;
    }

    /** An object hears what is its own; the Server object, which is Milo's, hears of all. */
    void created(List<EventItem> items) {
        for (EventItem item : items) {
            EventListener listener = event -> {
                if (hears.test(item.getReadValueId().getNodeId(), event)) {
                    item.onEvent(event);
                }
            };
            listeners.put(item, listener);
            notifier.register(listener);
        }
    }

    void deleted(List<EventItem> items) {
        for (EventItem item : items) {
            EventListener listener = listeners.remove(item);
            if (listener != null) {
                notifier.unregister(listener);
            }
        }
    }
}
