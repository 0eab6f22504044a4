package dev.mortise.controller.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Robots of one clock on one thread; it spins between their states, so that its own sleep is not measured. */
final class Robots implements AutoCloseable {

    private static final long CYCLE_NANOS = TimeUnit.MICROSECONDS.toNanos(BareRobot.CYCLE_MICROS);
    /** No answer for this long ends the wait for it: a datagram was lost. */
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<BareRobot> robots = new ArrayList<>();
    private int cycle;

    /**
     * What a clock that never waits would have seen: behind an answer that took several cycles, the states that had to wait
     * for it are counted with their own shorter waits (HdrHistogram's correction of coordinated omission).
     *
     * @param times in ns
     */
    record Measured(Histogram times) {

        /** Answers that came after the next state was due. */
        long missed() {
            return times.getTotalCount() - times.getCountBetweenValues(0, CYCLE_NANOS);
        }

        long states() {
            return times.getTotalCount();
        }
    }

    Robots(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            robots.add(new BareRobot());
        }
    }

    List<Integer> ports() throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (BareRobot robot : robots) {
            ports.add(robot.port());
        }
        return ports;
    }

    void open() throws IOException {
        for (BareRobot robot : robots) {
            while (!robot.isOpen()) {
                LockSupport.parkNanos(CYCLE_NANOS);
            }
        }
    }

    /** States as fast as they are answered, so that what runs often is compiled. */
    void warmUp(int states) throws IOException {
        Histogram cold = new Histogram(3);
        for (int i = 0; i < states; i += robots.size()) {
            exchange(cold);
        }
    }

    /** States at 1 kHz. */
    Measured measure(int cycles) throws IOException {
        Histogram times = new Histogram(3);
        long next = System.nanoTime();
        for (int i = 0; i < cycles; i++) {
            while (System.nanoTime() < next) {
                Thread.onSpinWait();
            }
            exchange(times);
            // after a late answer it goes on from now: the states between are the histogram's to add
            next = Math.max(next + CYCLE_NANOS, System.nanoTime());
        }
        return new Measured(times);
    }

    /** One state of each robot, and the wait for all answers. */
    private void exchange(Histogram into) throws IOException {
        cycle++;
        List<BareRobot> waiting = new ArrayList<>(robots);
        for (BareRobot robot : robots) {
            robot.says(cycle);
        }
        long until = System.nanoTime() + WAIT_NANOS;
        do {
            for (int i = waiting.size() - 1; i >= 0; i--) {
                long nanos = waiting.get(i).answeredAfter();
                if (nanos >= 0) {
                    into.recordValueWithExpectedInterval(nanos, CYCLE_NANOS);
                    waiting.remove(i);
                }
            }
        } while (!waiting.isEmpty() && System.nanoTime() < until);
        waiting.forEach(lost -> into.recordValueWithExpectedInterval(WAIT_NANOS, CYCLE_NANOS));
    }

    @Override
    public void close() throws IOException {
        for (BareRobot robot : robots) {
            robot.close();
        }
    }
}
