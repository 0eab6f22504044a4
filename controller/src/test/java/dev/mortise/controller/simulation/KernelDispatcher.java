package dev.mortise.controller.simulation;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of an actor system: every run of a mailbox is a task of the kernel. Made by Akka. */
public final class KernelDispatcher extends ExecutorServiceConfigurator {

    private final Kernel.Life life;

    /** As Akka calls it. */
    public KernelDispatcher(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        life = Kernel.life(prerequisites.settings().config().getString("simulation.life"));
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        return () -> new AbstractExecutorService() {
            private boolean down;

            @Override
            public void execute(Runnable task) {
                life.execute(task);
            }

            @Override
            public void shutdown() {
                down = true;
            }

            @Override
            public List<Runnable> shutdownNow() {
                down = true;
                return List.of();
            }

            @Override
            public boolean isShutdown() {
                return down;
            }

            @Override
            public boolean isTerminated() {
                return down;
            }

            @Override
            public boolean awaitTermination(long timeout, TimeUnit unit) {
                return true;
            }
        };
    }
}
