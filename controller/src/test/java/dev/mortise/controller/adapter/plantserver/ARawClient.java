package dev.mortise.controller.adapter.plantserver;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Speaks OPC UA byte by byte, as no stack would. */
final class ARawClient implements Closeable {

    static final String NO_SECURITY = "http://opcfoundation.org/UA/SecurityPolicy#None";
    static final int GET_ENDPOINTS = 428;
    static final int CREATE_SESSION = 461;
    static final int WRITE = 673;

    private static final int OPEN = 446;
    private static final int BUFFER_BYTES = 65_535;
    private static final int ROOM_BYTES = 1_024;
    private static final int HEADER_BYTES = 8;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int HOUR_MILLIS = 3_600_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private int channel;
    private int token;
    private int sequence;

    /** One chunk that came. */
    record Chunk(String kind, ByteBuffer body) {
        boolean isError() {
            return kind.startsWith("ERR");
        }

        long error() {
            return Integer.toUnsignedLong(body.getInt(0));
        }
    }

    /** From one of this machine's own addresses. */
    ARawClient(String from, int port) throws IOException {
        socket.bind(new InetSocketAddress(own(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    ARawClient(int port) throws IOException {
        this("127.0.0.1", port);
    }

    /** One of this machine's own addresses. */
    static InetAddress own(String dotted) throws IOException {
        String[] parts = dotted.split("\\.", -1);
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return InetAddress.getByAddress(bytes);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    Chunk hello(String url) throws IOException {
        send(helloOf(url));
        return receive().orElseThrow();
    }

    static byte[] helloOf(String url) {
        return chunk(
                "HELF",
                room().putInt(0)
                        .putInt(BUFFER_BYTES)
                        .putInt(BUFFER_BYTES)
                        .putInt(0)
                        .putInt(0)
                        .put(text(url)));
    }

    /** A secure channel without security. */
    ARawClient openWithoutSecurity() throws IOException {
        send(openOf("OPNF"));
        ByteBuffer body = receive().orElseThrow().body();
        channel = body.getInt(0);
        int at = Integer.BYTES;
        for (int part = 0; part < 3; part++) { // policy, certificate, thumbprint
            at += Integer.BYTES + Math.max(0, body.getInt(at));
        }
        // numbers, type, response header, version, channel
        token = body.getInt(at + 8 + 4 + 24 + 4 + 4);
        return this;
    }

    byte[] openOf(String kind) {
        ByteBuffer body = room().putInt(0).put(text(NO_SECURITY)).putInt(-1).putInt(-1);
        numbers(body);
        header(body, OPEN).putInt(0).putInt(0).putInt(1).putInt(-1).putInt(HOUR_MILLIS);
        return chunk(kind, body);
    }

    /** What should open a channel and is another request. */
    byte[] openWith(int type, UnaryOperator<ByteBuffer> rest) {
        ByteBuffer body = room().putInt(0).put(text(NO_SECURITY)).putInt(-1).putInt(-1);
        numbers(body);
        return chunk("OPNF", rest.apply(header(body, type)));
    }

    byte[] getEndpointsOf(String url) {
        return chunk("MSGF", message(GET_ENDPOINTS).put(text(url)).putInt(-1).putInt(-1));
    }

    /** The beginning of a request: as far as its header. */
    ByteBuffer message(int type) {
        ByteBuffer body = room().putInt(channel).putInt(token);
        numbers(body);
        return header(body, type);
    }

    private void numbers(ByteBuffer body) {
        sequence++;
        body.putInt(sequence).putInt(sequence);
    }

    private static ByteBuffer header(ByteBuffer body, int type) {
        body.put((byte) 1).put((byte) 0).putShort((short) type);
        body.putShort((short) 0).putLong(0).putInt(1).putInt(0).putInt(-1).putInt(0);
        return body.put(new byte[] {0, 0, 0});
    }

    static byte[] chunk(String kind, ByteBuffer body) {
        byte[] bytes = new byte[body.position()];
        body.flip().get(bytes);
        return ByteBuffer.allocate(HEADER_BYTES + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(kind.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(HEADER_BYTES + bytes.length)
                .put(bytes)
                .array();
    }

    static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    static ByteBuffer room() {
        return ByteBuffer.allocate(ROOM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The next chunk; empty when the server has ended the connection. */
    Optional<Chunk> receive() throws IOException {
        try {
            byte[] kind = new byte[4];
            in.readFully(kind);
            byte[] body = new byte[Integer.reverseBytes(in.readInt()) - HEADER_BYTES];
            in.readFully(body);
            return Optional.of(new Chunk(
                    new String(kind, StandardCharsets.ISO_8859_1),
                    ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN)));
        } catch (EOFException | SocketException e) {
            return Optional.empty();
        }
    }

    /** The error that the server ends the connection with; 0 when it ends it without. */
    long ended() throws IOException {
        long error = 0;
        Optional<Chunk> next = receive();
        while (next.isPresent()) {
            error = next.orElseThrow().isError() ? next.orElseThrow().error() : error;
            next = receive();
        }
        return error;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
