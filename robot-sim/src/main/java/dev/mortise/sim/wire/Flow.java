package dev.mortise.sim.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Whether a TCP wire is whole, cut or hanging, and the place where those wait that it holds back. */
final class Flow {

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<WireFault> outage = Optional.empty();
    private Optional<Long> endsNanos = Optional.empty();

    /** Until {@link #whole} or, if something lasts, until that is over. */
    void begin(WireFault cutOrHang, Optional<Duration> lasts) {
        become(Optional.of(cutOrHang), lasts.map(time -> System.nanoTime() + time.toNanos()));
    }

    void whole() {
        become(Optional.empty(), Optional.empty());
    }

    private void become(Optional<WireFault> now, Optional<Long> ends) {
        lock.lock();
        try {
            outage = now;
            endsNanos = ends;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Those who wait look again whether they still want to. */
    void lookAgain() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean is(WireFault cutOrHang) {
        lock.lock();
        try {
            return outage.filter(now -> now == cutOrHang && leftNanos() > 0).isPresent();
        } finally {
            lock.unlock();
        }
    }

    private long leftNanos() {
        return endsNanos.map(end -> end - System.nanoTime()).orElse(Long.MAX_VALUE);
    }

    /** Waits as long as the wire hangs and this is wanted. */
    void awaitFlow(BooleanSupplier wanted) {
        lock.lock();
        try {
            while (is(WireFault.HANG) && wanted.getAsBoolean()) {
                long unusedLeft = changed.awaitNanos(leftNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, as long as this is wanted. */
    void pause(Duration time, BooleanSupplier wanted) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0 && wanted.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
