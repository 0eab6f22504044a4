package dev.mortise.controller.adapter.realtime;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.RobotState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the wire between controller and robot, with the addresses of both. He lets everything through and adds what he
 * likes, made of what he has seen; he has no key.
 */
final class AMeddler implements AutoCloseable {

    /** A command's field 15, stop_category, and its value 1: behind a message it replaces what stands there. */
    private static final byte[] STOP = {0x7D, 1, 0, 0, 0};

    private static final int TAG_BYTES = 16;
    private static final int AT_COUNTER = 8;
    private static final int AT_VERSION = 2;

    /** What he adds to each datagram that passes. */
    enum Mischief {
        NOTHING,
        /** a stop in the next command's name, with a checksum, or what may pass for a tag */
        FORGED_STOP,
        /** one bit of it is another one */
        FLIPPED,
        /** it comes back to who sent it */
        REFLECTED,
        /** one of the last thousand of this session comes again */
        REPLAYED,
        /** one of the first session comes again */
        OF_A_SESSION_BEFORE,
        /** behind each request comes the one before it again */
        REQUEST_BEFORE,
        /** its end is missing */
        CUT_SHORT,
        /** its message comes again without a tag, and with a right checksum */
        UNTAGGED
    }

    private final Selector selector = Selector.open();
    private final DatagramChannel controllerSide = channel();
    private final DatagramChannel robotSide = channel();
    private final ByteBuffer buffer = ByteBuffer.allocate(2 * Frame.DATAGRAM_MAX_BYTES);
    private final Thread thread = new Thread(this::loop, "meddler");
    private final List<byte[]> commands = new ArrayList<>();
    private final List<byte[]> states = new ArrayList<>();
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong blanks = new AtomicLong();
    private final AtomicInteger rejectedByRobot = new AtomicInteger();
    private Optional<SocketAddress> controller = Optional.empty();
    private volatile Mischief mischief = Mischief.NOTHING;
    private int turn;

    AMeddler(int robotPort) throws IOException {
        controllerSide.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        robotSide.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), robotPort));
        thread.setDaemon(true);
        thread.start();
    }

    private DatagramChannel channel() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    int port() throws IOException {
        return ((InetSocketAddress) controllerSide.getLocalAddress()).getPort();
    }

    void does(Mischief what) {
        mischief = what;
    }

    /** Datagrams that were not sent by those who may. */
    long added() {
        return added.get();
    }

    /** Replies with nothing in them, to what the robot took for a request. */
    long blanks() {
        return blanks.get();
    }

    /** By the robot's own word. */
    int rejectedByRobot() {
        return rejectedByRobot.get();
    }

    private void loop() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> carry());
            }
        } catch (ClosedSelectorException e) {
            // the end of the test
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void carry() {
        try {
            for (SocketAddress from = receive(controllerSide); from != null; from = receive(controllerSide)) {
                controller = Optional.of(from);
                byte[] passes = taken();
                commands.add(passes);
                toRobot(passes);
                meddle(passes, true, commands);
            }
            while (receive(robotSide) != null) {
                byte[] passes = taken();
                listen(passes);
                states.add(passes);
                toController(passes);
                meddle(passes, false, states);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable SocketAddress receive(DatagramChannel channel) throws IOException {
        buffer.clear();
        try {
            return channel.receive(buffer);
        } catch (PortUnreachableException e) {
            return null; // the robot is switched off
        }
    }

    private byte[] taken() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void listen(byte[] passes) throws IOException {
        if (Frame.kind(passes) == Frame.ROBOT_STATE) {
            byte[] message = Arrays.copyOfRange(passes, Frame.PREFIX_BYTES, passes.length - trailer(passes));
            rejectedByRobot.set(RobotState.parseFrom(message).getDatagramsRejected());
        } else if (Frame.kind(passes) == Frame.SESSION_REPLY && Frame.session(passes) == 0) {
            blanks.incrementAndGet();
        }
    }

    private void meddle(byte[] passes, boolean commanded, List<byte[]> before) throws IOException {
        turn++;
        Optional<byte[]> more = made(passes, before);
        if (more.isPresent()) {
            added.incrementAndGet();
            boolean back = mischief == Mischief.REFLECTED;
            if (commanded != back) {
                toRobot(more.get());
            } else {
                toController(more.get());
            }
        }
    }

    private Optional<byte[]> made(byte[] passes, List<byte[]> before) {
        return switch (mischief) {
            case NOTHING -> Optional.empty();
            case FORGED_STOP ->
                Frame.kind(passes) == Frame.ROBOT_COMMAND ? Optional.of(stop(passes)) : Optional.empty();
            case FLIPPED -> Optional.of(flipped(passes));
            case REFLECTED -> Optional.of(passes);
            case REPLAYED -> Optional.of(before.get(before.size() - 1 - turn % Math.min(before.size(), 1_000)));
            case OF_A_SESSION_BEFORE -> Optional.of(before.get(turn % (before.size() / 4)));
            case REQUEST_BEFORE -> requestBefore(passes, before);
            case CUT_SHORT -> Optional.of(Arrays.copyOf(passes, 1 + turn % (passes.length - 1)));
            case UNTAGGED -> Optional.of(untagged(passes));
        };
    }

    private static Optional<byte[]> requestBefore(byte[] passes, List<byte[]> before) {
        return Frame.kind(passes) == Frame.SESSION_REQUEST
                ? before.subList(0, before.size() - 1).stream()
                        .filter(earlier -> Frame.kind(earlier) == Frame.SESSION_REQUEST)
                        .reduce((one, later) -> later)
                : Optional.empty();
    }

    private static byte[] stop(byte[] passes) {
        int end = passes.length - trailer(passes);
        byte[] forged = Arrays.copyOf(passes, passes.length + STOP.length);
        System.arraycopy(STOP, 0, forged, end, STOP.length);
        forged[AT_COUNTER]++;
        System.arraycopy(passes, end, forged, end + STOP.length, trailer(passes));
        return isTagged(passes) ? forged : checked(forged, end + STOP.length);
    }

    private byte[] flipped(byte[] passes) {
        byte[] flipped = passes.clone();
        int bit = turn * 31 % (passes.length * 8);
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return flipped;
    }

    private static byte[] untagged(byte[] passes) {
        int end = passes.length - trailer(passes);
        byte[] bare = Arrays.copyOf(passes, end + Frame.TRAILER_BYTES);
        bare[AT_VERSION] = Frame.VERSION;
        bare[AT_COUNTER]++;
        return checked(bare, end);
    }

    private static byte[] checked(byte[] datagram, int end) {
        CRC32C crc = new CRC32C();
        crc.update(datagram, 0, end);
        for (int i = 0; i < Frame.TRAILER_BYTES; i++) {
            datagram[end + i] = (byte) (crc.getValue() >>> (8 * i));
        }
        return datagram;
    }

    private static boolean isTagged(byte[] datagram) {
        return (datagram[AT_VERSION] & Frame.TAGGED) != 0;
    }

    private static int trailer(byte[] datagram) {
        return isTagged(datagram) ? TAG_BYTES : Frame.TRAILER_BYTES;
    }

    private void toRobot(byte[] datagram) throws IOException {
        try {
            robotSide.write(ByteBuffer.wrap(datagram));
        } catch (PortUnreachableException e) {
            // the robot is switched off: lost, as on any wire
        }
    }

    private void toController(byte[] datagram) throws IOException {
        if (controller.isPresent()) {
            controllerSide.send(ByteBuffer.wrap(datagram), controller.get());
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        controllerSide.close();
        robotSide.close();
    }
}
