package dev.mortise.controller.adapter.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One connection between a controller and its engine: a length in 4 bytes, big endian, and as many bytes of JSON, again and
 * again. One thread reads; one at a time writes.
 */
final class EngineWire implements AutoCloseable {

    /** A hundred times the longest message, a report with its curve; a plant's robots, at 64, are a tenth of it. */
    static final int MESSAGE_MAX_BYTES = 4 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addMixIn(EngineMessage.class, Kinds.class)
            .addMixIn(Segment.class, Segments.class)
            .addMixIn(RobotKey.class, Keys.class)
            .build();

    private final SocketChannel channel;
    private final ByteBuffer head = ByteBuffer.allocate(Integer.BYTES);

    /** Over a channel that blocks. */
    EngineWire(SocketChannel channel) {
        this.channel = channel;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = EngineMessage.Hello.class, name = "hello"),
        @JsonSubTypes.Type(value = EngineMessage.Open.class, name = "open"),
        @JsonSubTypes.Type(value = EngineMessage.Run.class, name = "run"),
        @JsonSubTypes.Type(value = EngineMessage.SetSpeed.class, name = "speed"),
        @JsonSubTypes.Type(value = EngineMessage.Hold.class, name = "hold"),
        @JsonSubTypes.Type(value = EngineMessage.Key.class, name = "key"),
        @JsonSubTypes.Type(value = EngineMessage.Alive.class, name = "alive"),
        @JsonSubTypes.Type(value = EngineMessage.Welcome.class, name = "welcome"),
        @JsonSubTypes.Type(value = EngineMessage.Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = EngineMessage.Up.class, name = "up"),
        @JsonSubTypes.Type(value = EngineMessage.Down.class, name = "down"),
        @JsonSubTypes.Type(value = EngineMessage.Ended.class, name = "ended"),
        @JsonSubTypes.Type(value = EngineMessage.Views.class, name = "views")
    })
    private interface Kinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Segment.Joints.class, name = "joints"),
        @JsonSubTypes.Type(value = Segment.Straight.class, name = "straight"),
        @JsonSubTypes.Type(value = Segment.Insert.class, name = "insert")
    })
    private interface Segments {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RobotKey.None.class, name = "none"),
        @JsonSubTypes.Type(value = RobotKey.File.class, name = "file"),
        @JsonSubTypes.Type(value = RobotKey.OverOpcUa.class, name = "over-opcua")
    })
    private interface Keys {}

    /**
     * Writes one message; waits while the other end does not read.
     *
     * @throws IOException when the connection is over
     */
    synchronized void send(EngineMessage message) throws IOException {
        byte[] json = JSON.writerFor(EngineMessage.class).writeValueAsBytes(message);
        if (json.length > MESSAGE_MAX_BYTES) {
            throw new IOException("a message of " + json.length + " bytes; at most " + MESSAGE_MAX_BYTES);
        }
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + json.length);
        out.putInt(json.length).put(json).flip();
        while (out.hasRemaining()) {
            int unusedCount = channel.write(out);
        }
    }

    /**
     * Waits for the next message.
     *
     * @throws EOFException when the other end has closed the connection, or its process has ended
     * @throws IOException when the connection is over for another reason, or what comes is no message
     */
    EngineMessage receive() throws IOException {
        int length = read(head).getInt();
        if (length < 0 || length > MESSAGE_MAX_BYTES) {
            throw new IOException(
                    "a message of " + Integer.toUnsignedLong(length) + " bytes; at most " + MESSAGE_MAX_BYTES);
        }
        byte[] json = new byte[length];
        ByteBuffer unusedSame = read(ByteBuffer.wrap(json));
        try {
            return Optional.ofNullable(JSON.readValue(json, EngineMessage.class))
                    .orElseThrow(() -> new IOException("an empty message"));
        } catch (JacksonException e) {
            throw new IOException("what came is no message: " + e.getOriginalMessage(), e);
        }
    }

    private ByteBuffer read(ByteBuffer into) throws IOException {
        into.clear();
        try {
            while (into.hasRemaining()) {
                if (channel.read(into) < 0) {
                    throw new EOFException("the other end has closed the connection");
                }
            }
        } catch (ClosedChannelException e) {
            throw new IOException("the connection was closed here", e);
        }
        return into.flip();
    }

    /** Ends a wait in {@link #receive}, too. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
