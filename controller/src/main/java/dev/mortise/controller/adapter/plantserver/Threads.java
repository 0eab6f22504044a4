package dev.mortise.controller.adapter.plantserver;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The door's own threads: links to PLCs and robots share none of them.
 *
 * @param timers publish what subscriptions have
 * @param line shows the line: its looks would keep those from publishing who wait for nothing of it
 */
record Threads(
        ExecutorService requests,
        ScheduledExecutorService timers,
        ScheduledExecutorService line,
        NioEventLoopGroup network)
        implements AutoCloseable {
    /** Requests of all sessions; an act that waits for its answer holds one. Its own: PLC links have others. */
    static final int REQUEST_THREADS = 8;

    private static final int NETWORK_THREADS = 2;
    private static final int TIMER_THREADS = 2;

    static Threads made() {
        return new Threads(
                Executors.newFixedThreadPool(REQUEST_THREADS, named("plant-server")),
                Executors.newScheduledThreadPool(TIMER_THREADS, named("plant-server-timer")),
                Executors.newSingleThreadScheduledExecutor(named("plant-server-line")),
                new NioEventLoopGroup(NETWORK_THREADS, named("plant-server-network")));
    }

    @Override
    public void close() {
        requests.shutdownNow();
        timers.shutdownNow();
        line.shutdownNow();
        Future<?> unusedEnd = network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread made = new Thread(task, name + "-" + number.incrementAndGet());
            made.setDaemon(true);
            return made;
        };
    }
}
