package dev.mortise.controller.adapter.plantserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.AttributeObserver;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** Monitored items fed by changes instead of sampling: a value waits for the publishing timer only. */
final class PushedItems {

    private final Map<DataItem, Feed> feeds = new ConcurrentHashMap<>();
    private final Function<NodeId, Optional<UaNode>> nodes;

    private record Feed(UaNode node, AttributeObserver observer) {}

    PushedItems(Function<NodeId, Optional<UaNode>> nodes) {
        this.nodes = nodes;
    }

    void created(List<DataItem> items) {
        for (DataItem item : items) {
            Optional<UaNode> node = nodes.apply(item.getReadValueId().getNodeId());
            boolean value = AttributeId.Value.uid().equals(item.getReadValueId().getAttributeId());
            if (node.isEmpty() || !value) {
                item.setQuality(new StatusCode(StatusCodes.Bad_NotSupported));
                continue;
            }
            AttributeObserver observer = (changed, attribute, newValue) -> {
                if (attribute == AttributeId.Value && newValue instanceof DataValue data) {
                    item.setValue(data);
                }
            };
            // observer first, first value second: nothing is lost between
            node.orElseThrow().addAttributeObserver(observer);
            feeds.put(item, new Feed(node.orElseThrow(), observer));
            first(item, node.orElseThrow());
        }
    }

    void deleted(List<DataItem> items) {
        for (DataItem item : items) {
            Feed feed = feeds.remove(item);
            if (feed != null) {
                feed.node().removeAttributeObserver(feed.observer());
            }
        }
    }

    void modeChanged(List<MonitoredItem> items) {
        for (MonitoredItem item : items) {
            if (item instanceof DataItem data) {
                Optional.ofNullable(feeds.get(data)).ifPresent(feed -> first(data, feed.node()));
            }
        }
    }

    private static void first(DataItem item, UaNode node) {
        if (node.getAttribute(AttributeId.Value) instanceof DataValue value) {
            item.setValue(value);
        }
    }
}
