package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.port.Time;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection, without a wire. */
class ChannelFenceTest {

    private static final int MANY = 500;

    private final Channels channels = new Channels(Time.ofTheMachine());
    private final EmbeddedChannel wire = wire();

    private EmbeddedChannel wire() {
        return new EmbeddedChannel(new ChannelFence(channels, () -> DefaultEncodingContext.INSTANCE));
    }

    @AfterEach
    void close() {
        boolean unusedLeft = wire.finishAndReleaseAll();
    }

    @Test
    void noMoreRequestsAreTakenThanAreAnsweredAndEveryAnswerLetsOneMoreIn() {
        open();
        send(requests(MANY));

        assertThat(taken()).isEqualTo(ServerLimits.REQUESTS_IN_WORK);
        assertThat(wire.config().isAutoRead()).isFalse();

        answer();
        answer();
        assertThat(taken()).isEqualTo(2);
        for (int i = 0; i < MANY; i++) {
            answer();
        }
        assertThat(taken()).isEqualTo(MANY - ServerLimits.REQUESTS_IN_WORK - 2);
        assertThat(wire.config().isAutoRead()).isTrue();
    }

    @Test
    void whoeverReadsNoAnswersIsNotReadEither() {
        open();
        wire.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
        wire.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        send(requests(1));

        assertThat(taken()).isZero();
        assertThat(wire.config().isAutoRead()).isFalse();

        wire.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        wire.runPendingTasks();
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void whoeverReadsNothingForTooLongIsGoneEvenWithASession() {
        EmbeddedChannel other = wire();
        Channels.secured(wire, 1);
        Channels.secured(other, 2);
        wire.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        wire.runPendingTasks();

        Duration now = Time.ofTheMachine().uptime();
        channels.sweep(Set.of(1L, 2L), now);
        assertThat(wire.isOpen()).isTrue();
        channels.sweep(Set.of(1L, 2L), now.plus(ServerLimits.UNREAD_MAX).plusSeconds(1));

        assertThat(wire.isOpen()).isFalse();
        assertThat(other.isOpen()).isTrue();
        boolean unusedLeft = other.finishAndReleaseAll();
    }

    /** Milo 1.1.2 keeps the chunks of a message whose client goes before its end for ever (#1800). */
    @Test
    void chunksOfAMessageThatNeverComesToItsEndAreGivenBack() {
        open();
        ByteBuf begun = Unpooled.wrappedBuffer(chunk("MSGC"));
        boolean unusedNothingCame = wire.writeInbound(begun);
        assertThat(taken()).isZero();
        assertThat(begun.refCnt()).isPositive();

        ChannelFuture unusedGone = wire.close();

        assertThat(begun.refCnt()).isZero();
    }

    @Test
    void aMessageOfSeveralChunksIsPassedOnWhenItIsWholeOrAborted() {
        open();
        send(chunk("MSGC"));
        send(chunk("MSGC"));
        assertThat(taken()).isZero();
        send(chunk("MSGF"));
        assertThat(taken()).isEqualTo(3);
        send(chunk("MSGC"));
        send(chunk("MSGA"));
        assertThat(taken()).isEqualTo(2);
    }

    @Test
    void aMessageOfMoreChunksThanOneMayHaveEndsTheConnection() {
        open();
        for (int i = 1; i < ServerLimits.CHUNKS; i++) {
            send(chunk("MSGC"));
        }
        assertThat(wire.isOpen()).isTrue();

        send(chunk("MSGC"));

        assertThat(wire.isOpen()).isFalse();
        assertThat(taken()).isZero();
    }

    @Test
    void aChunkThatComesInPiecesIsPassedOnWhole() {
        open();
        byte[] request = requests(1);
        for (byte piece : request) {
            send(new byte[] {piece});
        }

        ByteBuf whole = wire.readInbound();
        assertThat(whole.readableBytes()).isEqualTo(request.length);
        whole.release();
    }

    @Test
    void afterARefusalNothingIsTakenAnyMore() {
        open();
        send(ByteBuffer.allocate(1_000)
                .put("XXXX".repeat(10).getBytes(StandardCharsets.ISO_8859_1))
                .put(requests(3))
                .array());

        assertThat(taken()).isZero();
        assertThat(wire.isOpen()).isFalse();
    }

    private void open() {
        send(ARawClient.helloOf("opc.tcp://x/y"));
        ByteBuffer open = ARawClient.room().putInt(0).put(ARawClient.text("some policy"));
        send(ARawClient.chunk("OPNF", open.putInt(-1).putInt(-1).putLong(0)));
        assertThat(taken()).isEqualTo(2);
    }

    private static byte[] chunk(String kind) {
        return ARawClient.chunk(kind, ARawClient.room().put(new byte[60]));
    }

    private static byte[] requests(int count) {
        byte[] one = chunk("MSGF");
        ByteBuffer all = ByteBuffer.allocate(count * one.length);
        for (int i = 0; i < count; i++) {
            all.put(one);
        }
        return all.array();
    }

    private void send(byte[] bytes) {
        boolean unusedSomethingCame = wire.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    private void answer() {
        boolean unusedSent = wire.writeOutbound(Unpooled.wrappedBuffer(
                ARawClient.chunk("MSGF", ARawClient.room().put(new byte[20]))));
    }

    private int taken() {
        int taken = 0;
        for (ByteBuf one = wire.readInbound(); one != null; one = wire.readInbound()) {
            one.release();
            taken++;
        }
        return taken;
    }
}
