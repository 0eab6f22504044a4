package dev.mortise.controller.adapter.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the engine's process, and starts it again when it has ended, after a wait that doubles. The process reads its standard
 * input and ends with it: whatever becomes of the controller, no engine is left over.
 */
public final class EngineProcess implements EngineKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(EngineProcess.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    /** A fault that lasts does not keep a core busy with starts. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** An engine that lasted this long worked. */
    private static final Duration LASTED = Duration.ofSeconds(60);

    private static final long END_SECONDS = 2;

    private final List<String> command;
    private Optional<Process> process = Optional.empty();
    private Duration wait = FIRST_WAIT;
    private long startedNanos;
    private long nextNanos = System.nanoTime();
    private String ended = "is being started";

    /** Nothing secret stands in the command: everybody on the machine can read it. */
    public EngineProcess(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public synchronized void look() {
        process.filter(running -> !running.isAlive()).ifPresent(this::ended);
        if (process.isEmpty() && System.nanoTime() - nextNanos >= 0) {
            start();
        }
    }

    private void ended(Process gone) {
        process = Optional.empty();
        if (System.nanoTime() - startedNanos > LASTED.toNanos()) {
            wait = FIRST_WAIT;
        }
        again("ended with exit code " + gone.exitValue());
    }

    private void again(String because) {
        nextNanos = System.nanoTime() + wait.toNanos();
        ended = because
                + String.format(Locale.ROOT, "; it is started again, %.1f s after its end", wait.toMillis() / 1e3);
        LOG.warn("the real-time engine's process {}", ended);
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }

    private void start() {
        startedNanos = System.nanoTime();
        try {
            process = Optional.of(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            LOG.info("the real-time engine is process {}", process.orElseThrow().pid());
        } catch (IOException e) {
            again("cannot be started: " + e.getMessage());
        }
    }

    @Override
    public synchronized String why(EnginePlace place, IOException failure) {
        return "the real-time engine, a process of its own, " + (isStarting() ? "is being started" : ended);
    }

    @Override
    public synchronized boolean isStarting() {
        return process.isPresent();
    }

    @Override
    public synchronized void close() {
        process.ifPresent(running -> {
            running.destroy();
            try {
                if (!running.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
