package dev.mortise.deploy;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire between controller and robot that keeps every datagram, and can lose all of the controller's. */
final class RecordingWire implements AutoCloseable {

    private static final int AT_VERSION = 2;
    private static final int TAG_BYTES = 16;

    /** One datagram as it passed. */
    static final class Passed {

        private final byte[] bytes;

        private Passed(byte[] bytes) {
            this.bytes = bytes;
        }

        int kind() {
            return Frame.kind(bytes);
        }

        int session() {
            return Frame.session(bytes);
        }

        long counter() {
            return Frame.counter(bytes);
        }

        RobotState state() {
            return parsed(() -> RobotState.parseFrom(message()));
        }

        RobotCommand command() {
            return parsed(() -> RobotCommand.parseFrom(message()));
        }

        private byte[] message() {
            boolean tagged = (bytes[AT_VERSION] & Frame.TAGGED) != 0;
            return Arrays.copyOfRange(
                    bytes, Frame.PREFIX_BYTES, bytes.length - (tagged ? TAG_BYTES : Frame.TRAILER_BYTES));
        }
    }

    private final List<Passed> passed = new CopyOnWriteArrayList<>();
    private final Selector selector = Selector.open();
    private final DatagramChannel controllerSide = channel();
    private final DatagramChannel robotSide = channel();
    private final ByteBuffer buffer = ByteBuffer.allocate(2 * Frame.DATAGRAM_MAX_BYTES);
    private final Thread thread = new Thread(this::loop, "recording-wire");
    private Optional<SocketAddress> controller = Optional.empty();
    private volatile boolean cut;

    RecordingWire(int robotPort) throws IOException {
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

    /** Where a controller finds the robot. */
    int port() throws IOException {
        return ((InetSocketAddress) controllerSide.getLocalAddress()).getPort();
    }

    /** From now on the robot hears nothing: to it, a controller that was killed. */
    void losesAllOfTheControllers() {
        cut = true;
    }

    List<Passed> ofKind(int kind) {
        return passed.stream().filter(datagram -> datagram.kind() == kind).toList();
    }

    List<RobotState> states() {
        return ofKind(Frame.ROBOT_STATE).stream().map(Passed::state).toList();
    }

    private interface Parsing<T> {
        T parse() throws IOException;
    }

    private static <T> T parsed(Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            SocketAddress from = receive(controllerSide);
            while (from != null) {
                controller = Optional.of(from);
                if (!cut) {
                    kept();
                    robotSide.write(buffer);
                }
                from = receive(controllerSide);
            }
            while (receive(robotSide) != null) {
                kept();
                if (controller.isPresent()) {
                    controllerSide.send(buffer, controller.get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SocketAddress receive(DatagramChannel channel) throws IOException {
        buffer.clear();
        SocketAddress from = channel.receive(buffer);
        buffer.flip();
        return from;
    }

    private void kept() {
        passed.add(new Passed(Arrays.copyOf(buffer.array(), buffer.limit())));
    }

    @Override
    public void close() throws IOException {
        selector.close();
        controllerSide.close();
        robotSide.close();
    }
}
