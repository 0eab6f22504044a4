package dev.mortise.controller.adapter.plantserver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.server.EventListener;
import org.eclipse.milo.opcua.sdk.server.EventNotifier;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;

/** Event items on nodes of ours: Milo leaves them silent, and gives every item every event, whatever its source. */
final class EventItems {

    private final Map<EventItem, EventListener> listeners = new ConcurrentHashMap<>();
    private final EventNotifier notifier;

    EventItems(EventNotifier notifier) {
        this.notifier = notifier;
    }

    /** An object hears of itself; the Server object, which is Milo's, hears of all. */
    void created(List<EventItem> items) {
        for (EventItem item : items) {
            EventListener listener = event -> {
                if (item.getReadValueId().getNodeId().equals(event.getSourceNode())) {
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
