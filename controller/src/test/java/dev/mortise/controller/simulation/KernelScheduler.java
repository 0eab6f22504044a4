package dev.mortise.controller.simulation;

import akka.actor.AbstractScheduler;
import akka.actor.Cancellable;
import akka.event.LoggingAdapter;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** The timers of an actor system, on the kernel's clock. Made by Akka. */
public final class KernelScheduler extends AbstractScheduler {

    private static final double TICKS_PER_SECOND = 1e6;

    private final Kernel.Life life;

    /** As Akka calls it. */
    public KernelScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        life = Kernel.life(config.getString("simulation.life"));
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in AbstractScheduler, whatever its age
    public Cancellable schedule(
            FiniteDuration delay, FiniteDuration interval, Runnable task, ExecutionContext executor) {
        Handle handle = new Handle();
        arm(handle, delay, interval, task, executor);
        return handle;
    }

    private void arm(
            Handle handle, FiniteDuration delay, FiniteDuration interval, Runnable task, ExecutionContext executor) {
        life.after(Duration.ofNanos(delay.toNanos()), () -> {
            if (!handle.cancelled) {
                executor.execute(task);
                arm(handle, interval, interval, task, executor);
            }
        });
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
        Handle handle = new Handle();
        life.after(Duration.ofNanos(delay.toNanos()), () -> {
            if (!handle.cancelled) {
                handle.cancelled = true;
                executor.execute(task);
            }
        });
        return handle;
    }

    @Override
    public double maxFrequency() {
        return TICKS_PER_SECOND;
    }

    private static final class Handle implements Cancellable {
        private boolean cancelled;

        @Override
        public boolean cancel() {
            boolean first = !cancelled;
            cancelled = true;
            return first;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
