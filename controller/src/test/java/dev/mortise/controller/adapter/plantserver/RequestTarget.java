package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.fuzz.Quiet;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingManager;
import org.eclipse.milo.opcua.stack.core.types.DataTypeManager;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;

/**
 * A request as it comes out of a secure channel: decoded by the limits of the door, then looked at by the fence. Milo's decoder
 * throws what it likes, and the door answers that; a request that hangs, or what the fence throws, is a finding.
 */
public final class RequestTarget {

    private static final EncodingContext CONTEXT = new DefaultEncodingContext() {
        private final ServingLimits limits = new ServingLimits();

        @Override
        public EncodingLimits getEncodingLimits() {
            limits.serve();
            return limits;
        }
    };

    private RequestTarget() {}

    /** As Jazzer calls it. */
    public static void fuzzerInitialize() {
        Quiet.please();
        // thousands of classes, which take longer than an input
        DataTypeManager unusedLoaded = CONTEXT.getDataTypeManager();
        EncodingManager unusedLoadedToo = CONTEXT.getEncodingManager();
    }

    /** As Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        decoded(input).ifPresent(request -> {
            try {
                UaRequestMessageType unusedWithin = Requests.within(request);
            } catch (UaException e) {
                // the fence's own refusal
            }
        });
    }

    private static Optional<UaRequestMessageType> decoded(byte[] input) {
        try {
            return Optional.of((UaRequestMessageType)
                    new BoundedDecoder(CONTEXT, Unpooled.wrappedBuffer(input)).decodeMessage(""));
        } catch (UaSerializationException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException e) {
            return Optional.empty();
        }
    }
}
