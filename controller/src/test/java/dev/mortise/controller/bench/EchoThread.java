package dev.mortise.controller.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** The baseline: the same selector, the same datagrams, and nothing done with them but sending them back. */
final class EchoThread implements AutoCloseable {

    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(2_048);
    private final Thread thread = new Thread(this::loop, "echo");
    private volatile boolean running = true;

    EchoThread(int robotPort) throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), robotPort));
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
        thread.setDaemon(true);
    }

    EchoThread start() throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {1}));
        thread.start();
        return this;
    }

    private void loop() {
        while (running) {
            try {
                selector.select(this::echo, 20);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void echo(SelectionKey key) {
        try {
            buffer.clear();
            if (channel.read(buffer) > 0) {
                channel.write(buffer.flip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        running = false;
        selector.wakeup();
        channel.close();
    }
}
