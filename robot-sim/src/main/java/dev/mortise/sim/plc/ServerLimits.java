package dev.mortise.sim.plc;

import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;

/** What a small PLC's server grants. */
final class ServerLimits implements OpcUaServerConfigLimits {

    @Override
    public Double getMinPublishingInterval() {
        return 5.0;
    }

    @Override
    public Double getDefaultPublishingInterval() {
        return 10.0;
    }

    /** 0 would spin a core in Milo 1.1.2. */
    @Override
    public Double getMinSupportedSampleRate() {
        return 5.0;
    }

    /** A controller, its successor, an engineer's browser, and some to spare. */
    @Override
    public UInteger getMaxSessions() {
        return Unsigned.uint(20);
    }

    @Override
    public UInteger getMaxMonitoredItems() {
        return Unsigned.uint(2_000);
    }
}
