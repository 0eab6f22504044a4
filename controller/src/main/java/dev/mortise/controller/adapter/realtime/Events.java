package dev.mortise.controller.adapter.realtime;

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

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
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

    /** Takes no lock and does not wait. */
    void add(Runnable event) {
        waiting.add(event);
        LockSupport.unpark(thread);
    }

    private void tell() {
        while (running || !waiting.isEmpty()) {
            for (Runnable event = waiting.poll(); event != null; event = waiting.poll()) {
                run(event);
            }
            if (running && waiting.isEmpty()) {
                LockSupport.park(this);
            }
        }
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
