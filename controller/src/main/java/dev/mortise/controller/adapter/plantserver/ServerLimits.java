package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/** What a plant's systems are granted: a few servers and screens, no more than a line can bear beside its work. */
final class ServerLimits implements OpcUaServerConfigLimits {

    /** An MES, a SCADA pair, a historian, some screens and engineers. */
    static final int SESSIONS = 50;

    private static final int SUBSCRIPTIONS_PER_SESSION = 10;
    private static final int ITEMS_PER_SESSION = 1_000;
    private static final int ITEMS = 20_000;
    private static final int NODES_PER_CALL = 500;
    private static final int METHODS_PER_CALL = 20;
    private static final int ARRAY_ELEMENTS = 10_000;
    private static final int STRING_BYTES = 64 * 1_024;
    private static final int PASSWORD_BYTES = 1_024;

    /** Eyes and records, not control. */
    private static final double PUBLISHING_MILLIS = 100;

    private static final double SAMPLING_MILLIS = 100;
    private static final double SESSION_MILLIS = 60_000;
    private static final double LIFETIME_MILLIS = 600_000;

    private static final int CHUNK_BYTES = 64 * 1_024;
    private static final int CHUNKS = 32;
    private static final int MESSAGE_BYTES = 1_024 * 1_024;

    /** The deepest structure served nests five; Milo 1.1.2 does not bound what it decodes (#1745) beyond this. */
    private static final int NESTING = 32;

    static EncodingLimits encoding() {
        return new EncodingLimits(CHUNK_BYTES, CHUNKS, MESSAGE_BYTES, NESTING);
    }

    @Override
    public UInteger getMaxSessions() {
        return uint(SESSIONS);
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
        return uint(SESSIONS * SUBSCRIPTIONS_PER_SESSION);
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
        return uint(ITEMS_PER_SESSION);
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
