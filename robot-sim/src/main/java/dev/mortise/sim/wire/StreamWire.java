package dev.mortise.sim.wire;

import dev.mortise.sim.wire.Fates.Fate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP wire to one PLC: each connection to its port is one to the PLC. Two plain threads carry a connection, one each way;
 * while a way stands still, TCP's own flow control holds its sender back, so nothing piles up here.
 */
public final class StreamWire implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamWire.class);

    /** An OPC UA chunk of the usual size. */
    private static final int PIECE_MAX_BYTES = 65_536;

    /** Each costs two threads; a simulated PLC serves 20 sessions. More are refused. */
    static final int CONNECTIONS_MAX = 32;

    private static final int CONNECT_MILLIS = 1_000;
    private static final long CLOSE_SECONDS = 2;
    private static final ByteBuffer NOTHING_YET = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final InetSocketAddress plc;
    private final ServerSocket server = new ServerSocket();
    private final Tally tally = new Tally();
    private final AtomicLong there = new AtomicLong();
    private final AtomicLong back = new AtomicLong();
    private final Flow flow = new Flow();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile Fates fates;

    /** The controller's end and the PLC's. */
    private record Connection(Socket near, Socket far) {}

    /**
     * Begins to carry.
     *
     * @param at where the controller finds the PLC; port 0 for a free one
     * @param plc where the PLC is
     * @throws IOException when the port is taken
     */
    public StreamWire(InetSocketAddress at, InetSocketAddress plc, Fates fates) throws IOException {
        this.plc = plc;
        this.fates = fates;
        try {
            server.bind(at);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        this.acceptor = started(this::accept);
    }

    /** A wire that is good so far, from a free port of this machine to a port of it. */
    public static StreamWire toLocal(int port) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        return new StreamWire(new InetSocketAddress(here, 0), new InetSocketAddress(here, port), Fates.NONE);
    }

    public int port() {
        return server.getLocalPort();
    }

    public Tally tally() {
        return tally;
    }

    /** From the next piece and the next connection on. */
    public void become(Fates now) {
        fates = now;
    }

    /** Every connection ends, and new ones end at once, until it is healed. */
    public void cut() {
        cut(Direction.TO_EQUIPMENT, Optional.empty());
    }

    /** Nothing comes through until it is healed, and late then; connections stand and are made. */
    public void hang() {
        flow.begin(WireFault.HANG, Optional.empty());
    }

    /** Every connection is reset, as by a PLC that was restarted; new ones are made at once. */
    public void reset() {
        connections.forEach(connection -> end(connection, Direction.TO_EQUIPMENT, WireFault.RESET));
    }

    /** From now on everything comes as it was sent. */
    public void heal() {
        fates = Fates.NONE;
        flow.whole();
    }

    private void cut(Direction way, Optional<Duration> lasts) {
        flow.begin(WireFault.CUT, lasts);
        connections.forEach(connection -> end(connection, way, WireFault.CUT));
    }

    private void accept() {
        for (long number = 0; !server.isClosed(); number++) {
            try {
                meets(server.accept(), number);
            } catch (IOException e) {
                LOG.debug("port {}: {}", port(), e.getMessage()); // closed, or nobody behind the wire
            }
        }
    }

    private void meets(Socket near, long number) throws IOException {
        Connection connection = new Connection(near, new Socket());
        connections.add(connection);
        Fate fate = fates.of(Direction.TO_EQUIPMENT, number, NOTHING_YET);
        if (fate.has(WireFault.REFUSE) || connections.size() > CONNECTIONS_MAX) {
            end(connection, Direction.TO_EQUIPMENT, WireFault.REFUSE);
        } else if (flow.is(WireFault.CUT) || server.isClosed()) {
            end(connection, Direction.TO_EQUIPMENT, WireFault.CUT);
        } else {
            connect(connection);
        }
    }

    private void connect(Connection connection) throws IOException {
        try {
            connection.near().setTcpNoDelay(true); // or the kernel adds 40 ms of its own
            connection.far().setTcpNoDelay(true);
            connection.far().connect(plc, CONNECT_MILLIS);
        } catch (IOException e) {
            end(connection);
            throw e;
        }
        started(() -> pump(connection, Direction.TO_EQUIPMENT));
        started(() -> pump(connection, Direction.FROM_EQUIPMENT));
    }

    private void pump(Connection connection, Direction way) {
        boolean there = way == Direction.TO_EQUIPMENT;
        byte[] buffer = new byte[PIECE_MAX_BYTES];
        try {
            InputStream in = (there ? connection.near() : connection.far()).getInputStream();
            OutputStream out = (there ? connection.far() : connection.near()).getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (passes(connection, way, ByteBuffer.wrap(buffer, 0, length).slice())) {
                    out.write(buffer, 0, length);
                }
                tally.countSeen(way);
            }
            flow.awaitFlow(() -> connections.contains(connection)); // an end does not come through either
        } catch (IOException e) {
            LOG.trace("port {}: {}", port(), e.getMessage()); // one side ended it, or the wire did
        } finally {
            end(connection);
        }
    }

    /** False when its connection ended meanwhile. */
    private boolean passes(Connection connection, Direction way, ByteBuffer piece) {
        Fates current = fates;
        AtomicLong numbers = way == Direction.TO_EQUIPMENT ? there : back;
        Fate fate = current.of(way, numbers.getAndIncrement(), piece.asReadOnlyBuffer());
        if (fate.has(WireFault.RESET)) {
            end(connection, way, WireFault.RESET);
        } else if (fate.has(WireFault.CUT)) {
            cut(way, Optional.of(current.outage()));
        } else if (fate.has(WireFault.HANG)) {
            flow.begin(WireFault.HANG, Optional.of(current.outage()));
        }
        if (fate.has(WireFault.DELAY)) {
            tally.count(way, WireFault.DELAY);
            flow.pause(current.delay(), () -> connections.contains(connection));
        }
        if (flow.is(WireFault.HANG)) {
            tally.count(way, WireFault.HANG);
            flow.awaitFlow(() -> connections.contains(connection));
        }
        return connections.contains(connection);
    }

    private void end(Connection connection, Direction way, WireFault why) {
        if (connections.remove(connection)) {
            if (why != WireFault.CUT) {
                resetting(connection.near());
                resetting(connection.far());
            }
            tally.count(way, why);
            end(connection);
        }
    }

    private static void resetting(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // TCP says RST instead of FIN
        } catch (SocketException e) {
            LOG.trace("closed already: {}", e.getMessage());
        }
    }

    private void end(Connection connection) {
        connections.remove(connection);
        flow.lookAgain();
        try (Socket near = connection.near();
                Socket far = connection.far()) {
            LOG.trace("{} to {} ends", near, far);
        } catch (IOException e) {
            LOG.debug("port {}: {}", port(), e.getMessage());
        }
    }

    private Thread started(Runnable work) {
        Thread thread = new Thread(work, "wire-tcp-" + port());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        try {
            server.close();
            acceptor.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("closing the wire at port {}: {}", port(), e.getMessage());
        }
        connections.forEach(this::end);
    }
}
