package dev.mortise.controller.adapter.engine;

import dev.mortise.controller.fuzz.Quiet;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What comes at either end of the socket between controller and engine: messages, or the end of the connection. */
public final class EngineTarget {

    /** One for the whole run: Jazzer's virtual machine ends with it. */
    private static final class Door {
        private static final UnixDomainSocketAddress ADDRESS = address();
        private static final ServerSocketChannel SERVER = server();

        private static UnixDomainSocketAddress address() {
            try {
                Path directory = Files.createTempDirectory("engine-target");
                directory.toFile().deleteOnExit();
                return UnixDomainSocketAddress.of(directory.resolve("socket"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static ServerSocketChannel server() {
            try {
                return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(ADDRESS);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private EngineTarget() {}

    /** As Jazzer calls it. */
    public static void fuzzerInitialize() throws IOException {
        Quiet.please();
        fuzzerTestOneInput("{\"kind\":\"alive\"}".getBytes(StandardCharsets.UTF_8));
    }

    /** As Jazzer calls it: as it came, and as one whole message. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        int unusedAsItCame = read(ByteBuffer.wrap(input));
        int unusedWhole = read(ByteBuffer.allocate(Integer.BYTES + input.length)
                .putInt(input.length)
                .put(input)
                .flip());
    }

    /** How many messages came before the end. */
    static int read(ByteBuffer sent) throws IOException {
        try (SocketChannel near = SocketChannel.open(Door.ADDRESS);
                SocketChannel far = Door.SERVER.accept()) {
            while (sent.hasRemaining()) {
                int unusedCount = near.write(sent);
            }
            near.shutdownOutput();
            EngineWire wire = new EngineWire(far);
            int messages = 0;
            try {
                while (true) {
                    EngineMessage unusedMessage = wire.receive();
                    messages++;
                }
            } catch (IOException e) {
                return messages; // the wire's own refusal, or the end
            }
        }
    }
}
