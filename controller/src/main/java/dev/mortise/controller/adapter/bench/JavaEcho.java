package dev.mortise.controller.adapter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** The floor where there is no C compiler: the same selector, the same datagrams, and nothing done with them but sending them back. */
final class JavaEcho implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(2_048);
    private final Thread thread = new Thread(this::loop, "echo");
    private final int answerBytes;
    private volatile boolean running = true;

    /** What is shorter than an answer is sent back as long as one. */
    JavaEcho(List<Integer> robotPorts, int answerBytes) throws IOException {
        this.answerBytes = answerBytes;
        for (int port : robotPorts) {
            DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.register(selector, SelectionKey.OP_READ);
            channels.add(channel);
        }
        thread.setDaemon(true);
        for (DatagramChannel channel : channels) {
            channel.write(ByteBuffer.wrap(new byte[] {1}));
        }
        thread.start();
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
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            buffer.clear();
            if (channel.read(buffer) > 0) {
                buffer.position(Math.max(buffer.position(), answerBytes));
                channel.write(buffer.flip());
            }
        } catch (PortUnreachableException e) {
            // the robot is gone, and the measurement over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        running = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (DatagramChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
