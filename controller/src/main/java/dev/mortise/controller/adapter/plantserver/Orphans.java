package dev.mortise.controller.adapter.plantserver;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.BaseMonitoredItem;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.subscriptions.Subscription;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscriptions whose session is gone. A client may come back and take them over; when none does, Milo 1.1.2 counts them and
 * their items for ever (#1733), until nobody may subscribe any more.
 */
final class Orphans {

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final OpcUaServer server;
    private final Map<UInteger, Duration> since = new HashMap<>();

    Orphans(OpcUaServer server) {
        this.server = server;
    }

    /** Deletes those that are orphans for too long. */
    void sweep(Set<NodeId> sessions, Duration now) {
        List<Subscription> orphans = server.getSubscriptions().values().stream()
                .filter(one -> !sessions.contains(one.getSession().getSessionId()))
                .toList();
        since.keySet().retainAll(orphans.stream().map(Subscription::getId).toList());
        for (Subscription orphan : orphans) {
            Duration began = since.computeIfAbsent(orphan.getId(), id -> now);
            if (now.minus(began).compareTo(ServerLimits.ORPHANED_MAX) > 0) {
                delete(orphan);
            }
        }
    }

    private void delete(Subscription orphan) {
        server.getSubscriptions().remove(orphan.getId());
        List<BaseMonitoredItem<?>> items = orphan.deleteSubscription();
        server.getAddressSpaceManager()
                .onDataItemsDeleted(items.stream()
                        .filter(DataItem.class::isInstance)
                        .map(DataItem.class::cast)
                        .toList());
        server.getAddressSpaceManager()
                .onEventItemsDeleted(items.stream()
                        .filter(EventItem.class::isInstance)
                        .map(EventItem.class::cast)
                        .toList());
        long unusedLeft = server.getMonitoredItemCount().addAndGet(-items.size());
        LOG.info("deleted a subscription with {} items that nobody came back for", items.size());
    }
}
