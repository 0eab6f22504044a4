package dev.mortise.controller.adapter.plantserver;

import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;

/** A namespace whose monitored items hear of a value when it is set: nothing is sampled. */
abstract class PushedNamespace extends ManagedNamespaceWithLifecycle {

    private final PushedItems pushed =
            new PushedItems(id -> Optional.ofNullable(getNodeManager().get(id)));

    PushedNamespace(OpcUaServer server, String uri) {
        super(server, uri);
    }

    @Override
    public final void onDataItemsCreated(List<DataItem> items) {
        pushed.created(items);
    }

    @Override
    public final void onDataItemsModified(List<DataItem> items) {
        // what is pushed has no sampling interval to change
    }

    @Override
    public final void onDataItemsDeleted(List<DataItem> items) {
        pushed.deleted(items);
    }

    @Override
    public final void onMonitoringModeChanged(List<MonitoredItem> items) {
        pushed.modeChanged(items);
    }
}
