package dev.mortise.controller.adapter.plantserver;

import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.ServerTable;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingManager;
import org.eclipse.milo.opcua.stack.core.types.DataTypeManager;

/**
 * How long what a decoder decodes may be. Milo 1.1.2 measures arrays and strings by the longest message, whatever the server tells of them in its capabilities: here
 * what it takes for that is what may come at this moment.
 */
final class Bounds extends EncodingLimits {

    private int most = ServerLimits.ARRAY_ELEMENTS;

    private Bounds(EncodingLimits limits) {
        super(
                limits.getMaxChunkSize(),
                limits.getMaxChunkCount(),
                limits.getMaxMessageSize(),
                limits.getMaxRecursionDepth());
    }

    /** Of one decoder. */
    static Context in(EncodingContext context) {
        return new Context(context, new Bounds(context.getEncodingLimits()));
    }

    /** What is decoded in it is no array, and may be so long. */
    <T> T upTo(int bytes, Supplier<T> decoded) {
        int before = most;
        most = bytes;
        try {
            return decoded.get();
        } finally {
            most = before;
        }
    }

    @Override
    public int getMaxMessageSize() {
        return most;
    }

    /** What is known, and how much of it may come. */
    record Context(EncodingContext known, Bounds bounds) implements EncodingContext {

        @Override
        public EncodingLimits getEncodingLimits() {
            return bounds;
        }

        @Override
        public DataTypeManager getDataTypeManager() {
            return known.getDataTypeManager();
        }

        @Override
        public EncodingManager getEncodingManager() {
            return known.getEncodingManager();
        }

        @Override
        public NamespaceTable getNamespaceTable() {
            return known.getNamespaceTable();
        }

        @Override
        public ServerTable getServerTable() {
            return known.getServerTable();
        }
    }
}
