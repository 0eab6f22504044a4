package dev.mortise.controller.adapter.realtime;

import dev.mortise.sim.robot.Robots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Cycles robots at their pace, and no cycle before what was said in the one before is answered: on a machine that stands still,
 * the robot's time stands still, too. When nobody answers for longer than that, whoever spoke is taken for gone.
 */
final class PatientClock implements AutoCloseable {

    private static final Duration STANDSTILL = Duration.ofSeconds(2);

    /** More than the second after which a robot takes its controller for gone, at the slowest cycle that tests have. */
    private static final int CYCLES_ALONE = 600;

    private final Robots robots;
    private final long cycleNanos;
    private final Thread thread = new Thread(this::run, "patient-robots");
    private final AtomicInteger alone = new AtomicInteger();
    private volatile boolean running = true;

    PatientClock(Robots robots, int cycleMicros) {
        this.robots = robots;
        this.cycleNanos = TimeUnit.MICROSECONDS.toNanos(cycleMicros);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        boolean answered = false;
        while (running) {
            long next = System.nanoTime() + cycleNanos;
            robots.cycle(System.nanoTime());
            try {
                answered = robots.isSpokenTo(!isAlone() && answered ? STANDSTILL : Duration.ZERO);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            while (next - System.nanoTime() > 0 && running) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private boolean isAlone() {
        return alone.getAndUpdate(cycles -> Math.max(0, cycles - 1)) > 0;
    }

    /** Does not wait for the next one either, before the last one's session is over. */
    void goesOnAlone() {
        alone.set(CYCLES_ALONE);
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(2 * STANDSTILL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
