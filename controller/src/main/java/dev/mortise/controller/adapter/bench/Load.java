package dev.mortise.controller.adapter.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Gives the collector work, as the rest of a controller does: 200 MB a second, of which 100 MB are alive. */
final class Load implements AutoCloseable {

    static final String WORDS = "2 threads that allocate 100 MB a second each, 100 MB alive";

    private static final int THREADS = 2;
    private static final int OBJECT_BYTES = 1_000;
    private static final int OBJECTS_PER_MILLI = 100;
    private static final int LIVE_OBJECTS = 50_000;

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    Load() {
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::allocate, "bench-load-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void allocate() {
        byte[][] alive = new byte[LIVE_OBJECTS][];
        int at = 0;
        while (running) {
            for (int i = 0; i < OBJECTS_PER_MILLI; i++) {
                alive[at] = new byte[OBJECT_BYTES];
                at = (at + 1) % LIVE_OBJECTS;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public void close() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
