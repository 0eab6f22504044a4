package dev.mortise.controller.adapter.bench;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The same datagrams over Aeron UDP on the loopback interface, a stream each way for each robot. Driver and controller back
 * off when there is nothing to do: with two cores, threads that spin for ever starve each other.
 */
final class AeronWire implements AutoCloseable {

    private static final String ANY_PORT = "aeron:udp?endpoint=127.0.0.1:0";
    private static final int STATES = 1_000;
    private static final int COMMANDS = 2_000;

    private final MediaDriver driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new BackoffIdleStrategy())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
    private final Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
    private final List<RobotEnd> robots = new ArrayList<>();
    private final List<Served> served = new ArrayList<>();
    private final Thread thread = new Thread(this::loop, "aeron-controller");
    private volatile boolean running = true;

    AeronWire(int count) {
        for (int i = 0; i < count; i++) {
            Subscription states = aeron.addSubscription(ANY_PORT, STATES + i);
            Subscription commands = aeron.addSubscription(ANY_PORT, COMMANDS + i);
            served.add(new Served(states, aeron.addPublication(endpoint(commands), COMMANDS + i)));
            robots.add(new AeronRobot(aeron.addPublication(endpoint(states), STATES + i), commands));
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** The port is the system's choice, known when the driver has bound it. */
    private static String endpoint(Subscription subscription) {
        IdleStrategy idle = new BackoffIdleStrategy();
        Optional<String> resolved = Optional.empty();
        while (resolved.isEmpty()) {
            idle.idle();
            resolved = Optional.ofNullable(subscription.tryResolveChannelEndpointPort());
        }
        return resolved.get();
    }

    List<RobotEnd> robots() {
        return robots;
    }

    private void loop() {
        IdleStrategy idle = new BackoffIdleStrategy();
        while (running) {
            int work = 0;
            for (Served robot : served) {
                work += robot.poll();
            }
            idle.idle(work);
        }
    }

    /** The controller's end of one robot. */
    private static final class Served {

        private final Subscription states;
        private final Publication commands;
        private final LeastController controller = new LeastController();
        private final byte[] in = new byte[2_048];
        private final UnsafeBuffer out = new UnsafeBuffer(controller.datagram());
        private final FragmentHandler handler = (buffer, offset, length, header) -> {
            buffer.getBytes(offset, in, 0, length);
            answer(length);
        };

        Served(Subscription states, Publication commands) {
            this.states = states;
            this.commands = commands;
        }

        int poll() {
            return states.poll(handler, 10);
        }

        private void answer(int length) {
            int answer = controller.answers(in, length);
            if (answer > 0) {
                commands.offer(out, 0, answer);
            }
        }
    }

    /** The robot's end. */
    private static final class AeronRobot implements RobotEnd {

        private final Publication states;
        private final Subscription commands;
        private final RobotVoice voice = new RobotVoice(ComparisonBench.CYCLE_MICROS);
        private final byte[] in = new byte[2_048];
        private final UnsafeBuffer out = new UnsafeBuffer(voice.datagram());
        private boolean answered;
        private final FragmentHandler handler = (buffer, offset, length, header) -> {
            buffer.getBytes(offset, in, 0, length);
            answered |= voice.isAnswered(in, length);
        };

        AeronRobot(Publication states, Subscription commands) {
            this.states = states;
            this.commands = commands;
        }

        @Override
        public boolean isOpen() {
            return states.isConnected() && commands.isConnected();
        }

        @Override
        public void says(int cycle) throws IOException {
            answered = false;
            int length = voice.says(cycle);
            long position = states.offer(out, 0, length);
            while (position == Publication.ADMIN_ACTION) {
                position = states.offer(out, 0, length);
            }
        }

        @Override
        public long heardAfter() {
            commands.poll(handler, 10);
            return answered ? System.nanoTime() - voice.saidNanos() : -1;
        }

        @Override
        public void close() {
            states.close();
            commands.close();
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        aeron.close();
        driver.close();
    }
}
