package dev.mortise.controller.adapter.plantserver;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.transport.server.uasc.UascServerAsymmetricHandler;
import org.eclipse.milo.opcua.stack.transport.server.uasc.UascServerSymmetricHandler;

/**
 * Puts {@link BoundedDecoder} wherever Milo 1.1.2 decodes what a client sends: in both handlers of a connection, which make a decoder of their own and let nobody
 * give them one. What opens a channel is decoded before anybody knows who sends it.
 */
final class BoundedDecoding {

    private static final Field OPENING = decoderOf(UascServerAsymmetricHandler.class);
    private static final Field OPEN = decoderOf(UascServerSymmetricHandler.class);

    private BoundedDecoding() {}

    private static Field decoderOf(Class<? extends ChannelHandler> handler) {
        try {
            Field field = handler.getDeclaredField("binaryDecoder");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(
                    "Milo's " + handler.getSimpleName() + " has no decoder where that of 1.1.2 has it", e);
        }
    }

    /** Before a chunk goes on to them. */
    static void in(ChannelPipeline pipeline, EncodingContext context) {
        Optional.ofNullable(pipeline.get(UascServerAsymmetricHandler.class))
                .ifPresent(
                        handler -> bound(handler, OPENING, () -> new BoundedDecoder(context, Unpooled.EMPTY_BUFFER)));
        Optional.ofNullable(pipeline.get(UascServerSymmetricHandler.class))
                .ifPresent(handler -> bound(handler, OPEN, () -> BoundedDecoder.ofRequests(context)));
    }

    private static void bound(ChannelHandler handler, Field decoder, Supplier<BoundedDecoder> bounded) {
        try {
            if (!(decoder.get(handler) instanceof BoundedDecoder)) {
                decoder.set(handler, bounded.get());
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Milo's decoder cannot be bounded", e);
        }
    }
}
