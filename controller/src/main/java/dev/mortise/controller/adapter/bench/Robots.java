package dev.mortise.controller.adapter.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Robots of one clock on one thread; it spins between their states, so that its own sleep is not measured. */
final class Robots implements AutoCloseable {

    /** No answer for this long ends the wait for it: a datagram was lost. */
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Who is to answer has to come within this. */
    private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** The first set-points lie ahead by less, and a motion that was not taken up in time has begun anew by then. */
    private static final int SETTLING_CYCLES = 50;

    private static final int SIGNIFICANT_DIGITS = 3;

    private final long cycleNanos;
    private final List<RobotEnd> robots;
    private final List<Integer> ports = new ArrayList<>();
    private final List<RobotEnd> waiting = new ArrayList<>();
    private final List<RobotEnd> heard = new ArrayList<>();
    private final long[] heardNanos;
    private int cycle;

    /** Robots that send bare datagrams. */
    Robots(int count, int cycleMicros) throws IOException {
        cycleNanos = TimeUnit.MICROSECONDS.toNanos(cycleMicros);
        robots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BareRobot robot = new BareRobot(cycleMicros);
            robots.add(robot);
            ports.add(robot.port());
        }
        heardNanos = new long[count];
    }

    /** Robots on some other wire. */
    Robots(List<RobotEnd> ends, int cycleMicros) {
        cycleNanos = TimeUnit.MICROSECONDS.toNanos(cycleMicros);
        robots = List.copyOf(ends);
        heardNanos = new long[ends.size()];
    }

    /** Where a controller finds them, when they send bare datagrams. */
    List<Integer> ports() {
        return List.copyOf(ports);
    }

    void open() throws IOException {
        long until = System.nanoTime() + OPEN_NANOS;
        for (RobotEnd robot : robots) {
            while (!robot.isOpen()) {
                if (System.nanoTime() > until) {
                    throw new IOException("nobody has come to answer the robots");
                }
                LockSupport.parkNanos(cycleNanos);
            }
        }
    }

    /** States as fast as they are answered, so that what runs often is compiled. */
    void warmUp(int states) throws IOException {
        Histogram cold = new Histogram(SIGNIFICANT_DIGITS);
        for (int i = 0; i < states; i += robots.size()) {
            exchange(cold);
        }
    }

    /**
     * Goes on until all robots follow set-points: a motion's beginning makes objects, its cycles none.
     *
     * @throws IOException when some are not led by then
     */
    void awaitMotion() throws IOException {
        Histogram cold = new Histogram(SIGNIFICANT_DIGITS);
        long until = System.nanoTime() + OPEN_NANOS;
        while (!robots.stream().allMatch(RobotEnd::isLed)) {
            if (System.nanoTime() > until) {
                throw new IOException("robots were not led into their motion");
            }
            exchange(cold);
        }
        for (int i = 0; i < SETTLING_CYCLES; i++) {
            exchange(cold);
        }
    }

    /** States at the robots' rate. */
    Measured measure(int cycles) throws IOException {
        Histogram times = new Histogram(SIGNIFICANT_DIGITS);
        long unanswered = 0;
        long next = System.nanoTime();
        for (int i = 0; i < cycles; i++) {
            while (System.nanoTime() < next) {
                Thread.onSpinWait();
            }
            unanswered += exchange(times);
            // after a late answer it goes on from now: the states between are the histogram's to add
            next = Math.max(next + cycleNanos, System.nanoTime());
        }
        return new Measured(times, (long) cycles * robots.size(), unanswered, cycleNanos);
    }

    /** One state of each robot, and the wait for all answers; how many did not come. */
    private int exchange(Histogram into) throws IOException {
        cycle++;
        waiting.clear();
        waiting.addAll(robots);
        for (RobotEnd robot : robots) {
            robot.says(cycle);
        }
        long until = System.nanoTime() + WAIT_NANOS;
        do {
            listen(until);
            judge(into);
        } while (!waiting.isEmpty() && System.nanoTime() < until);
        waiting.forEach(lost -> into.recordValueWithExpectedInterval(WAIT_NANOS, cycleNanos));
        return waiting.size();
    }

    /** Until each robot has heard something: what it is is looked at later, or the next one's answer would be found late. */
    private void listen(long until) throws IOException {
        do {
            for (int i = waiting.size() - 1; i >= 0; i--) {
                long nanos = waiting.get(i).heardAfter();
                if (nanos >= 0) {
                    heardNanos[heard.size()] = nanos;
                    heard.add(waiting.remove(i));
                }
            }
        } while (!waiting.isEmpty() && System.nanoTime() < until);
    }

    private void judge(Histogram into) throws IOException {
        for (int i = 0; i < heard.size(); i++) {
            if (heard.get(i).isAnswered()) {
                into.recordValueWithExpectedInterval(heardNanos[i], cycleNanos);
            } else {
                waiting.add(heard.get(i));
            }
        }
        heard.clear();
    }

    @Override
    public void close() throws IOException {
        for (RobotEnd robot : robots) {
            robot.close();
        }
    }
}
