package dev.mortise.controller.adapter.plc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A TCP wire that can be cut and can hang: connections stay, nothing comes through any more. */
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

    void heal() {
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
            while (fault.get() == Fault.HANGING) {
                changed.awaitUninterruptibly();
            }
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
