package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.access.Crowd;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/** Sessions that were opened and that nobody has logged in to yet. Milo 1.1.2 lets them hold a place (#1760). */
final class Unactivated {

    private final Map<NodeId, Opened> opened = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @param token by which its client names it
     * @param context of the request that opened it
     * @param at on the clock that nobody sets
     */
    record Opened(NodeId token, ServiceRequestContext context, Duration at) {
        Channel channel() {
            return context.getChannel();
        }
    }

    synchronized void add(Opened one) {
        opened.put(one.token(), one);
    }

    /** Takes it out: it is activated, closed or ended by whoever has it now. */
    synchronized Optional<Opened> take(NodeId token) {
        return Optional.ofNullable(opened.remove(token));
    }

    /** Takes out who has to go for one more to come; empty as long as there is room. */
    synchronized Optional<Opened> takeForRoom() {
        return opened.size() < ServerLimits.UNACTIVATED_SESSIONS
                ? Optional.empty()
                : Crowd.firstToGo(List.copyOf(opened.values()), Opened::channel).flatMap(one -> take(one.token()));
    }

    /** Takes out those that are overdue, or whose connection is gone: they cannot be activated through another one. */
    synchronized List<Opened> takeOverdue(Duration now) {
        List<Opened> overdue = opened.values().stream()
                .filter(one ->
                        !one.channel().isActive() || now.minus(one.at()).compareTo(ServerLimits.UNACTIVATED_MAX) > 0)
                .toList();
        overdue.forEach(one -> opened.remove(one.token()));
        return overdue;
    }
}
