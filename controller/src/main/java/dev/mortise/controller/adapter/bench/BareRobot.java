package dev.mortise.controller.adapter.bench;

import dev.mortise.protocol.realtime.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** A robot that only sends states as datagrams and measures how soon each is answered. */
final class BareRobot implements RobotEnd {

    private final DatagramChannel channel;
    private final RobotVoice voice;
    private final byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final ByteBuffer inBuffer = ByteBuffer.wrap(in);
    private final ByteBuffer outBuffer;
    private int heard;
    private Optional<SocketAddress> controller = Optional.empty();

    BareRobot(int cycleMicros) throws IOException {
        voice = new RobotVoice(cycleMicros);
        outBuffer = ByteBuffer.wrap(voice.datagram());
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Grants a session to whoever asks; a plain echo is told by its own first datagram. */
    @Override
    public boolean isOpen() throws IOException {
        if (controller.isEmpty()) {
            inBuffer.clear();
            SocketAddress from = channel.receive(inBuffer);
            if (from != null) {
                controller = Optional.of(from);
                channel.connect(from); // an unconnected channel makes an object for each datagram
                send(voice.grants(in, inBuffer.position()));
            }
        }
        return controller.isPresent();
    }

    @Override
    public void says(int cycle) throws IOException {
        while (read() > 0) {
            // an answer to an older state is too late
        }
        send(voice.says(cycle));
    }

    @Override
    public long heardAfter() throws IOException {
        heard = read();
        return heard <= 0 ? -1 : System.nanoTime() - voice.saidNanos();
    }

    @Override
    public boolean isAnswered() throws IOException {
        if (Frame.kind(in) == Frame.SESSION_REQUEST) {
            send(voice.grants(in, heard)); // the machine stood still for longer than a session lasts
            send(voice.again());
            return false;
        }
        return voice.isAnswered(in, heard);
    }

    @Override
    public boolean isLed() {
        return voice.isLed();
    }

    private int read() throws IOException {
        inBuffer.clear();
        try {
            return channel.read(inBuffer);
        } catch (PortUnreachableException e) {
            return 0; // who answered has just ended
        }
    }

    private void send(int length) throws IOException {
        outBuffer.clear().limit(length);
        try {
            channel.write(outBuffer);
        } catch (PortUnreachableException e) {
            // counted as a state that was not answered
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
