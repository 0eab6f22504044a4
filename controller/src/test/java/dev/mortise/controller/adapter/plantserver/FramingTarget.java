package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.fuzz.Quiet;
import dev.mortise.controller.port.Time;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;

/** Bytes of a connection at the fence: passed on in whole chunks, or the end of it. */
public final class FramingTarget {

    private FramingTarget() {}

    /** As Jazzer calls it. */
    public static void fuzzerInitialize() {
        Quiet.please();
    }

    /** As Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        EmbeddedChannel wire = new EmbeddedChannel(
                new ChannelFence(new Channels(Time.ofTheMachine()), () -> DefaultEncodingContext.INSTANCE));
        boolean unusedCame = wire.writeInbound(Unpooled.wrappedBuffer(input));
        for (ByteBuf chunk = wire.readInbound(); chunk != null; chunk = wire.readInbound()) {
            if (chunk.getUnsignedIntLE(Integer.BYTES) != chunk.readableBytes()) {
                throw new IllegalStateException("a chunk of " + chunk.readableBytes() + " bytes says that it has "
                        + chunk.getUnsignedIntLE(Integer.BYTES));
            }
            chunk.release();
        }
        boolean unusedLeft = wire.finishAndReleaseAll();
    }
}
