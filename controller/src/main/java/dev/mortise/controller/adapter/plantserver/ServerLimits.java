package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import dev.mortise.controller.domain.access.Seats;
import java.time.Duration;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/** What a plant's systems are granted: a few servers and screens, no more than a line can bear beside its work. */
final class ServerLimits implements OpcUaServerConfigLimits {

    /** Sessions that nobody has logged in to yet: those who come at once after a switch of the plant has been away. */
    static final int UNACTIVATED_SESSIONS = 20;

    /** Who logs in does so in the same second, over the slowest line and with the slowest password check. */
    static final Duration UNACTIVATED_MAX = Duration.ofSeconds(10);

    /** Seats for those who have logged in, and as many again on the way in or out. */
    static final int CONNECTIONS = 2 * Seats.ALL_MAX;

    /** From hello to a session, and from a session's end to the next one, on one connection. */
    static final Duration WITHOUT_SESSION_MAX = Duration.ofSeconds(10);

    /** A client that reads nothing of what it asked for; what waits for it is in memory. */
    static final Duration UNREAD_MAX = Duration.ofSeconds(10);

    /** Requests of one connection in work; more are not read before. Above what waits for something to publish. */
    static final int REQUESTS_IN_WORK = 64;

    /** Of one session, two for each of its subscriptions: one on the way and one in hand. */
    static final int PUBLISHES_WAITING = 20;

    /** Notifications of one subscription kept for a client that does not say what it has got. */
    static final int UNACKNOWLEDGED_MESSAGES = 50;

    /** Of one item: minutes of a quick value. Milo sets memory aside for all of them at once. */
    static final int QUEUED_VALUES = 1_000;

    /** What a subscription is kept for whose session is gone: for a client to come back and take it over. */
    static final Duration ORPHANED_MAX = Duration.ofMinutes(2);

    static final int SUBSCRIPTIONS_PER_SESSION = 10;
    static final int ITEMS_PER_SESSION = 1_000;

    /** As many as a session may have: a client makes all of them with one call. */
    static final int ITEMS_PER_CALL = ITEMS_PER_SESSION;

    static final int ITEMS = 20_000;

    /** All values of all cells of a line with one call. */
    static final int NODES_PER_CALL = 500;

    /** Each may wait for the line for some seconds. */
    static final int METHODS_PER_CALL = 20;

    /** Each looks through thousands of lines. */
    static final int HISTORIES_PER_CALL = 10;

    /** Half-read lists of a session; each is in memory until the client comes back for it. */
    static final int CONTINUATION_POINTS = 20;

    /** Told in the capabilities and kept by {@link BoundedDecoder}. Above anything that a call may have as many of. */
    static final int ARRAY_ELEMENTS = 10_000;

    /** Of a byte string, too. Told and kept as the above; certificates and words are far shorter. */
    static final int STRING_BYTES = 64 * 1_024;

    private static final int PASSWORD_BYTES = 1_024;

    /** Eyes and records, not control. */
    private static final double PUBLISHING_MILLIS = 100;

    private static final double SAMPLING_MILLIS = 100;
    private static final double SESSION_MILLIS = 60_000;
    private static final double LIFETIME_MILLIS = 600_000;

    static final int CHUNK_BYTES = 64 * 1_024;

    /** A request with 1,000 items to monitor has 100 KB. It bounds what one message can make Milo set aside, too. */
    static final int MESSAGE_BYTES = 256 * 1_024;

    /** Twice what the message needs: clients choose smaller ones. */
    static final int CHUNKS = 2 * MESSAGE_BYTES / CHUNK_BYTES;

    /** The deepest structure served nests five. Each level may set aside an array as long as a message. */
    static final int NESTING = 8;

    /** Of all that are open, activated or not: {@link Gate} counts those who have logged in. */
    @Override
    public UInteger getMaxSessions() {
        return uint(Seats.ALL_MAX + UNACTIVATED_SESSIONS + Threads.REQUEST_THREADS);
    }

    @Override
    public Double getMaxSessionTimeout() {
        return SESSION_MILLIS;
    }

    @Override
    public Double getMinPublishingInterval() {
        return PUBLISHING_MILLIS;
    }

    @Override
    public Double getDefaultPublishingInterval() {
        return PUBLISHING_MILLIS;
    }

    /** 0 would spin a core in Milo 1.1.2. */
    @Override
    public Double getMinSupportedSampleRate() {
        return SAMPLING_MILLIS;
    }

    @Override
    public Double getMaxSubscriptionLifetime() {
        return LIFETIME_MILLIS;
    }

    @Override
    public UInteger getMaxSubscriptions() {
        return uint(Seats.ALL_MAX * SUBSCRIPTIONS_PER_SESSION);
    }

    @Override
    public UInteger getMaxSubscriptionsPerSession() {
        return uint(SUBSCRIPTIONS_PER_SESSION);
    }

    @Override
    public UInteger getMaxMonitoredItems() {
        return uint(ITEMS);
    }

    @Override
    public UInteger getMaxMonitoredItemsPerSession() {
        return uint(ITEMS_PER_SESSION);
    }

    @Override
    public UInteger getMaxMonitoredItemsPerCall() {
        return uint(ITEMS_PER_CALL);
    }

    @Override
    public UInteger getMaxNodesPerHistoryReadEvents() {
        return uint(HISTORIES_PER_CALL);
    }

    @Override
    public UInteger getMaxNodesPerHistoryReadData() {
        return uint(HISTORIES_PER_CALL);
    }

    @Override
    public UInteger getMaxNodesPerRegisterNodes() {
        return uint(NODES_PER_CALL);
    }

    @Override
    public UInteger getMaxNodesPerTranslateBrowsePathsToNodeIds() {
        return uint(NODES_PER_CALL);
    }

    @Override
    public UShort getMaxBrowseContinuationPoints() {
        return ushort(CONTINUATION_POINTS);
    }

    @Override
    public UInteger getMaxNodesPerRead() {
        return uint(NODES_PER_CALL);
    }

    @Override
    public UInteger getMaxNodesPerWrite() {
        return uint(NODES_PER_CALL);
    }

    @Override
    public UInteger getMaxNodesPerBrowse() {
        return uint(NODES_PER_CALL);
    }

    @Override
    public UInteger getMaxNodesPerMethodCall() {
        return uint(METHODS_PER_CALL);
    }

    @Override
    public UInteger getMaxArrayLength() {
        return uint(ARRAY_ELEMENTS);
    }

    @Override
    public UInteger getMaxStringLength() {
        return uint(STRING_BYTES);
    }

    @Override
    public UInteger getMaxByteStringLength() {
        return uint(STRING_BYTES);
    }

    @Override
    public UInteger getMaxPasswordLength() {
        return uint(PASSWORD_BYTES);
    }
}
