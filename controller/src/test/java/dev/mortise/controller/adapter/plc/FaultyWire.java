package dev.mortise.controller.adapter.plc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP wire that can be cut, hang (connections stay, nothing comes through any more), be slow, and lose its connections to
 * a reset. Every instance is one wire on a free port.
 */
final class FaultyWire implements AutoCloseable {

    private static final int BUFFER_BYTES = 65_536;

    private enum Fault {
        NONE,
        CUT,
        HANGING
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Duration delay = Duration.ZERO;

    FaultyWire(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Every connection is reset, new ones too. */
    void cut() {
        become(Fault.CUT);
        dropAll();
    }

    /** What is sent is kept back, in both directions; connections are still made. */
    void hang() {
        become(Fault.HANGING);
    }

    /** Everything comes through later, in its order: each way, and one packet after the other. */
    void delay(Duration eachWay) {
        delay = eachWay;
    }

    /** Connections end by a reset, as from a peer that was restarted; new ones are made at once. */
    void reset() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0); // TCP says RST instead of FIN
            } catch (IOException e) {
                // closed already
            }
        }
        dropAll();
    }

    void heal() {
        delay = Duration.ZERO;
        become(Fault.NONE);
    }

    private void become(Fault now) {
        lock.lock();
        try {
            fault.set(now);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (fault.get() == Fault.CUT) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true); // or the kernel adds 40 ms of its own
                far.setTcpNoDelay(true);
                sockets.add(near);
                sockets.add(far);
                start(() -> pump(near, far));
                start(() -> pump(far, near));
            } catch (IOException e) {
                // closed, or nobody behind it: as on a wire
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                awaitFlow();
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // reset by one end: both are closed
        }
    }

    private void awaitFlow() {
        lock.lock();
        try {
            long slow = delay.toNanos();
            while (slow > 0) {
                slow = changed.awaitNanos(slow);
            }
            while (fault.get() == Fault.HANGING) {
                changed.awaitUninterruptibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void dropAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // closed already
            }
        }
        sockets.clear();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "faulty-wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        become(Fault.CUT);
        dropAll();
    }
}
