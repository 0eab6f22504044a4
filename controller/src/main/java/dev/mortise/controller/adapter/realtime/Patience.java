package dev.mortise.controller.adapter.realtime;

import java.util.concurrent.TimeUnit;

/**
 * How long a robot may take to answer a request, and then to say its first state. A robot on a machine without time for it
 * is slow in both; asked anew each time, it would always answer what is no longer asked. So each attempt that comes to
 * nothing although the robot is there doubles the patience for the next, until a session has begun.
 */
final class Patience {

    /** A hundred cycles of the shipped plant: a robot that has its machine to itself answers in one of them. */
    static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** A robot ends a session in which it has heard nothing for so long: there is no more to wait for. */
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    private long nanos = FIRST_NANOS;

    long nanos() {
        return nanos;
    }

    /** The robot was there and too late. */
    void wasTooShort() {
        nanos = Math.min(2 * nanos, LONGEST_NANOS);
    }

    void restart() {
        nanos = FIRST_NANOS;
    }
}
