package dev.mortise.sim.wire;

import dev.mortise.sim.wire.Fates.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP wire to one robot: whoever sends to its port reaches the robot, and the robot's answers come back from that port. To
 * the robot every sender has an address of its own, as without the wire. One thread carries everything.
 */
public final class DatagramWire implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatagramWire.class);

    /** Longest datagram that UDP can carry: what is too long for the robot is the robot's to refuse. */
    private static final int DATAGRAM_MAX_BYTES = 65_507;

    /** A controller, its successor, and a few that only try; who was silent longest has to make room. */
    static final int SENDERS_MAX = 8;

    private static final long CLOSE_SECONDS = 2;

    private final InetSocketAddress robot;
    private final Selector selector;
    private final DatagramChannel near;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM_MAX_BYTES);
    private final Map<SocketAddress, Sender> senders = new LinkedHashMap<>(SENDERS_MAX, 0.75f, true);
    private final Tally tally = new Tally();
    private final Way there = new Way(Direction.TO_EQUIPMENT, tally);
    private final Way back = new Way(Direction.FROM_EQUIPMENT, tally);
    private final Thread thread;
    private volatile Fates fates;

    /** Until somebody heals it. */
    private volatile boolean hanging;

    /** By fate. */
    private Optional<Long> hangsUntilNanos = Optional.empty();

    /** Somebody who talks to the robot, and the channel that the robot knows him by. */
    private record Sender(SocketAddress address, DatagramChannel far) {}

    /**
     * Begins to carry.
     *
     * @param at where the controller finds the robot; port 0 for a free one
     * @param robot where the robot is
     * @throws IOException when the port is taken
     */
    public DatagramWire(InetSocketAddress at, InetSocketAddress robot, Fates fates) throws IOException {
        this.robot = robot;
        this.fates = fates;
        this.selector = Selector.open();
        this.near = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            near.bind(at);
            near.configureBlocking(false);
            near.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            near.close();
            selector.close();
            throw e;
        }
        this.thread = new Thread(this::loop, "wire-udp-" + port());
        thread.setDaemon(true);
        thread.start();
    }

    /** A wire that is good so far, from a free port of this machine to a port of it. */
    public static DatagramWire toLocal(int port) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        return new DatagramWire(new InetSocketAddress(here, 0), new InetSocketAddress(here, port), Fates.NONE);
    }

    public int port() {
        return near.socket().getLocalPort();
    }

    public Tally tally() {
        return tally;
    }

    /** From the next datagram on; those that wait keep their fate. */
    public void become(Fates now) {
        fates = now;
    }

    /** Nothing comes through, either way, until it is healed. */
    public void hang() {
        hanging = true;
    }

    /** From now on everything comes as it was sent. */
    public void heal() {
        fates = Fates.NONE;
        hanging = false;
    }

    private void loop() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready, idleMillis(System.nanoTime()));
                long now = System.nanoTime();
                there.sendDue(now);
                back.sendDue(now);
            }
        } catch (ClosedSelectorException e) {
            // closed, as it should be
        } catch (IOException e) {
            LOG.error("the wire at port {} broke: {}", port(), e.getMessage());
        }
    }

    /** A selector counts in milliseconds, and takes 0 for ever. */
    private long idleMillis(long nowNanos) {
        return Stream.of(there, back)
                .flatMap(way -> way.untilDueNanos(nowNanos).stream())
                .mapToLong(nanos -> TimeUnit.NANOSECONDS.toMillis(nanos) + 1)
                .min()
                .orElse(0);
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Sender sender) {
            fromRobot(sender);
        } else {
            fromSenders();
        }
    }

    private void fromSenders() {
        try {
            buffer.clear();
            for (SocketAddress from = near.receive(buffer); from != null; from = near.receive(buffer)) {
                Sender sender = sender(from);
                carry(there, bytes -> sender.far().write(bytes));
                buffer.clear();
            }
        } catch (IOException e) {
            LOG.debug("port {}: {}", port(), e.getMessage());
        }
    }

    private void fromRobot(Sender sender) {
        try {
            buffer.clear();
            for (SocketAddress from = sender.far().receive(buffer);
                    from != null;
                    from = sender.far().receive(buffer)) {
                carry(back, bytes -> near.send(bytes, sender.address()));
                buffer.clear();
            }
        } catch (IOException e) {
            LOG.debug(
                    "port {}: {}", port(), e.getMessage()); // nobody listens there: as without the wire, all is silent
        }
    }

    private void carry(Way way, Way.Out out) {
        byte[] content = new byte[buffer.flip().remaining()];
        buffer.get(content);
        long now = System.nanoTime();
        Fates current = fates;
        Fate fate = current.of(
                way.direction(), way.number(), ByteBuffer.wrap(content).asReadOnlyBuffer());
        if (fate.has(WireFault.HANG)) {
            hangsUntilNanos = Optional.of(now + current.outage().toNanos());
        }
        hangsUntilNanos = hangsUntilNanos.filter(until -> until - now > 0);
        boolean hangs = hanging || hangsUntilNanos.isPresent();
        way.carry(
                content,
                hangs ? Fate.of(WireFault.HANG) : fate,
                now,
                current.delay().toNanos(),
                out);
    }

    private Sender sender(SocketAddress from) throws IOException {
        Sender known = senders.get(from);
        if (known != null) {
            return known;
        }
        if (senders.size() == SENDERS_MAX) {
            forget(senders.keySet().iterator().next());
        }
        DatagramChannel far = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            far.configureBlocking(false);
            far.connect(robot);
            Sender made = new Sender(from, far);
            far.register(selector, SelectionKey.OP_READ, made);
            senders.put(from, made);
            return made;
        } catch (IOException e) {
            far.close();
            throw e;
        }
    }

    private void forget(SocketAddress address) throws IOException {
        Optional<Sender> gone = Optional.ofNullable(senders.remove(address));
        if (gone.isPresent()) {
            gone.orElseThrow().far().close();
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            near.close();
            for (SocketAddress address : senders.keySet().toArray(SocketAddress[]::new)) {
                forget(address);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("closing the wire at port {}: {}", port(), e.getMessage());
        }
    }
}
