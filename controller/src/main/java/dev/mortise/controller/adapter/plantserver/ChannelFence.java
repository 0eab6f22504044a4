package dev.mortise.controller.adapter.plantserver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.channel.messages.ErrorMessage;
import org.eclipse.milo.opcua.stack.core.channel.messages.TcpMessageEncoder;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before Milo on one connection: lets whole chunks through that may come, and no more requests than are answered. What
 * is asked for and not read stays in memory otherwise, as much as somebody likes.
 */
final class ChannelFence extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelFence.class);

    private final Channels channels;
    private final Supplier<EncodingContext> encoding;
    private final Framing framing = new Framing();
    private final List<ByteBuf> begun = new ArrayList<>();
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private int inWork;
    private boolean passing;
    private boolean refused;

    /**
     * Of one connection.
     *
     * @param encoding by which what comes is decoded
     */
    ChannelFence(Channels channels, Supplier<EncodingContext> encoding) {
        this.channels = channels;
        this.encoding = encoding;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channels.come(context.channel());
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channels.gone(context.channel());
        held.release();
        held = Unpooled.EMPTY_BUFFER;
        begun.forEach(ByteBuf::release);
        begun.clear();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf came = (ByteBuf) message;
        if (refused) {
            came.release();
            return;
        }
        held = held.isReadable() ? ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), held, came) : came;
        pass(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean answer = message instanceof ByteBuf bytes && (!bytes.isReadable() || Framing.isMessage(bytes));
        ChannelFuture unusedItIsThePromise = context.write(message, promise);
        if (answer) {
            inWork = Math.max(0, inWork - 1);
            pass(context);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        channels.reads(context.channel(), context.channel().isWritable());
        pass(context);
        context.fireChannelWritabilityChanged();
    }

    private boolean hasRoom(ChannelHandlerContext context) {
        return inWork < ServerLimits.REQUESTS_IN_WORK && context.channel().isWritable();
    }

    private void pass(ChannelHandlerContext context) {
        if (passing || refused) {
            return; // an answer in the middle of a request: the loop below goes on
        }
        passing = true;
        try {
            int length = hasRoom(context) ? framing.next(held) : 0;
            while (length > 0) {
                inWork += Framing.isRequest(held) ? 1 : 0;
                take(context, Framing.isBegun(held), held.readRetainedSlice(length));
                length = hasRoom(context) ? framing.next(held) : 0;
            }
            if (!held.isReadable()) {
                held.release();
                held = Unpooled.EMPTY_BUFFER;
            }
            context.channel().config().setAutoRead(hasRoom(context));
        } catch (UaException e) {
            refuse(context, e);
        } finally {
            passing = false;
        }
    }

    /** Passes a message on when it is whole: Milo 1.1.2 never gives back chunks of one whose client goes meanwhile (#1800). */
    private void take(ChannelHandlerContext context, boolean more, ByteBuf chunk) throws UaException {
        begun.add(chunk);
        if (more && begun.size() >= ServerLimits.CHUNKS) {
            throw new UaException(
                    StatusCodes.Bad_TcpMessageTooLarge, "more than " + ServerLimits.CHUNKS + " chunks of a message");
        }
        if (!more) {
            List<ByteBuf> whole = List.copyOf(begun);
            begun.clear();
            BoundedDecoding.in(context.pipeline(), encoding.get());
            whole.forEach(context::fireChannelRead);
        }
    }

    private void refuse(ChannelHandlerContext context, UaException why) {
        refused = true;
        LOG.info("ended the connection of {}: {}", context.channel().remoteAddress(), why.getMessage());
        try {
            context.writeAndFlush(TcpMessageEncoder.encode(
                            new ErrorMessage(why.getStatusCode().value(), why.getMessage())))
                    .addListener(ChannelFutureListener.CLOSE);
        } catch (UaException e) {
            ChannelFuture unusedEnd = context.close();
        }
    }
}
