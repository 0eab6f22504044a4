package dev.mortise.controller.adapter.engine;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's process: waits for a controller, and is its engine as long as it is there. One at a time; with each the engine
 * begins anew, as it does with a controller that has it inside.
 */
public final class EngineServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineServer.class);

    /** An engine whose controller was killed needs a moment to see it. */
    private static final long CLAIM_SECONDS = 3;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ServerSocketChannel server;
    private final FileLock lock;
    private final Thread thread;
    private volatile Optional<EngineSession> serving = Optional.empty();
    private volatile boolean running = true;

    private EngineServer(ServerSocketChannel server, FileLock lock) {
        this.server = server;
        this.lock = lock;
        this.thread = new Thread(this::accept, "engine-door");
        thread.setDaemon(true);
    }

    /**
     * Listens from now on.
     *
     * @throws IOException when there is an engine already, or the directory cannot be used; the message says which
     */
    public static EngineServer open(EnginePlace place) throws IOException {
        place.make();
        FileLock lock = claimed(place);
        try {
            EngineServer made = new EngineServer(place.listen(), lock);
            made.thread.start();
            return made;
        } catch (IOException e) {
            lock.acquiredBy().close();
            throw e;
        }
    }

    private static FileLock claimed(EnginePlace place) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLAIM_SECONDS);
        Optional<FileLock> lock = place.claim();
        while (lock.isEmpty() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
            lock = place.claim();
        }
        return lock.orElseThrow(() -> new IOException("another engine runs in " + place.directory()));
    }

    private void accept() {
        while (running) {
            try {
                EngineWire wire = new EngineWire(server.accept());
                if (serving.filter(EngineSession::isAlive).isPresent()) {
                    new EngineSession(wire, Optional.of("the engine has another controller")).start();
                } else {
                    EngineSession next = new EngineSession(wire, Optional.empty());
                    serving = Optional.of(next);
                    next.start();
                }
            } catch (IOException e) {
                if (running) {
                    LOG.warn("nobody could come in: {}", e.toString());
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            }
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            server.close();
            serving.ifPresent(EngineSession::close);
            lock.acquiredBy().close();
        } catch (IOException e) {
            LOG.warn("closing: {}", e.toString());
        }
    }
}
