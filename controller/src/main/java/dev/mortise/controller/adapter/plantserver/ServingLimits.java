package dev.mortise.controller.adapter.plantserver;

import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;

/**
 * What may be decoded. Milo loads its own nodes by the same limits as what clients send, and one of them is longer than a
 * client's message may be.
 */
final class ServingLimits extends EncodingLimits {

    /** The longest value of OPC UA's own nodes has 312 KB. */
    private static final int LOADING_BYTES = 1_024 * 1_024;

    private volatile boolean serving;

    ServingLimits() {
        super(ServerLimits.CHUNK_BYTES, ServerLimits.CHUNKS, ServerLimits.MESSAGE_BYTES, ServerLimits.NESTING);
    }

    /** From now on what is decoded comes from clients. */
    void serve() {
        serving = true;
    }

    @Override
    public int getMaxMessageSize() {
        return serving ? super.getMaxMessageSize() : LOADING_BYTES;
    }
}
