package dev.mortise.controller.adapter.realtime;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the real-time thread has to tell, told by an ordinary one: links that change, motions that end; never a cycle. */
final class Events implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(2);

    /** A link that comes and goes every 50 ms fills it in 25 s in which no listener ends: none is so slow. */
    private static final int PLACES = 1_024;

    private final Ring<Runnable> waiting = new Ring<>(PLACES);

    /** What found no place: nothing that is told gets lost, and nothing overtakes it. */
    private final Queue<Runnable> overflow = new ConcurrentLinkedQueue<>();

    private final Thread thread;
    private volatile boolean running = true;

    Events() {
        this("realtime-events");
    }

    /** By a thread of that name. */
    Events(String name) {
        thread = new Thread(this::tell, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes no lock and does not wait. For one thread alone. */
    void add(Runnable event) {
        if (!overflow.isEmpty() || !waiting.offer(event)) {
            overflow.add(event);
        }
        LockSupport.unpark(thread);
    }

    private void tell() {
        while (running || !isEmpty()) {
            boolean overflows = !overflow.isEmpty(); // what is in the ring came before that
            waiting.drain(Events::run);
            if (overflows) {
                Optional.ofNullable(overflow.poll()).ifPresent(Events::run);
            }
            if (running && isEmpty()) {
                LockSupport.park(this);
            }
        }
    }

    private boolean isEmpty() {
        return waiting.isEmpty() && overflow.isEmpty();
    }

    private static void run(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.error("a listener failed", e);
        }
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
