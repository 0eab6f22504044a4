package dev.mortise.controller.adapter.realtime;

import dev.mortise.protocol.realtime.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import us.hebi.quickbuf.ProtoMessage;

/** The socket to one robot, with the newest datagram that came. Makes no object for a datagram. */
final class Datagrams implements AutoCloseable {

    private final DatagramChannel channel;
    private final LinkMeter meter;
    private Frame frame;
    private final byte[] in = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final ByteBuffer inBuffer = ByteBuffer.wrap(in);
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out);
    private int length;

    Datagrams(InetSocketAddress robot, Frame frame, LinkMeter meter) throws IOException {
        this.frame = frame;
        this.meter = meter;
        this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
        this.channel.configureBlocking(false);
        this.channel.connect(robot);
    }

    DatagramChannel channel() {
        return channel;
    }

    /** Takes the next one in; false when none is there. */
    boolean receive() {
        inBuffer.clear();
        try {
            length = channel.read(inBuffer);
        } catch (PortUnreachableException e) {
            length = 0; // nobody listens there yet; the next request tries again
        } catch (IOException e) {
            meter.count(LinkMeter.Count.SOCKET);
            length = 0;
        }
        return length > 0;
    }

    /** From now on datagrams are sealed and checked with another key. */
    void speaks(Frame otherFrame) {
        frame = otherFrame;
    }

    /** From now on both sides speak in this session. */
    void begins(int session) {
        frame.begins(session);
    }

    Frame.Fault check() {
        return frame.check(in, length);
    }

    Frame.Fault parse(ProtoMessage<?> into) {
        return frame.parse(in, length, into);
    }

    int kind() {
        return Frame.kind(in);
    }

    int session() {
        return Frame.session(in);
    }

    long counter() {
        return Frame.counter(in);
    }

    void send(int kind, int session, long counter, ProtoMessage<?> message) {
        outBuffer.clear().limit(frame.seal(out, kind, session, counter, message));
        try {
            channel.write(outBuffer);
        } catch (IOException e) {
            meter.count(LinkMeter.Count.SOCKET); // nobody listens there, or the kernel has no room: the next one goes
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
