package dev.mortise.sim.robot;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All robots of a plant, cycled by one thread. A pause of the machine stretches a cycle; it never makes a robot skip one:
 * set-points are addressed by cycles, and time stands still for a simulated robot that is not run.
 */
public final class Robots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Robots.class);

    private final List<RobotPeer> peers = new ArrayList<>();
    private final int cycleMicros;
    private final Thread thread;
    private final Pace pace;
    private long turn;
    private Optional<Selector> listening = Optional.empty();
    private volatile boolean running = true;

    /** One robot and what it touches. */
    public record Placed(RobotConfig config, Workpiece workpiece) {}

    /**
     * Binds every robot's port; nothing moves before {@link #start}.
     *
     * @param boot number of this life of the robots
     * @throws IOException when a port is taken; names the robot
     * @throws IllegalStateException when a robot's cycle is no multiple of the shortest one
     */
    public Robots(List<Placed> robots, String bind, int boot) throws IOException {
        this.cycleMicros = robots.stream()
                .mapToInt(robot -> robot.config().cycleMicros())
                .min()
                .orElse(2_000);
        this.pace = new Pace(TimeUnit.MICROSECONDS.toNanos(cycleMicros));
        try {
            for (Placed robot : robots) {
                peers.add(peer(robot, bind, boot));
            }
        } catch (IOException | IllegalStateException e) {
            close(peers);
            throw e;
        }
        this.thread = new Thread(this::run, "robots");
    }

    private RobotPeer peer(Placed robot, String bind, int boot) throws IOException {
        if (robot.config().cycleMicros() % cycleMicros != 0) {
            throw new IllegalStateException("robot " + robot.config().id() + ": realtime.cycle_us is "
                    + robot.config().cycleMicros() + "; expected a multiple of " + cycleMicros
                    + ", the shortest in the plant");
        }
        try {
            return new RobotPeer(robot.config(), robot.workpiece(), bind, boot);
        } catch (IOException e) {
            throw new IOException(
                    "robot " + robot.config().id() + ": cannot listen on UDP port "
                            + robot.config().port() + " of " + bind + " (" + e.getMessage()
                            + "); change realtime.port in plant.yaml or --bind",
                    e);
        }
    }

    public void start() {
        thread.start();
    }

    /** Port of a robot, for those that took a free one. */
    public int port(String id) throws IOException {
        for (RobotPeer peer : peers) {
            if (peer.config().id().equals(id)) {
                return peer.port();
            }
        }
        throw new IllegalArgumentException("no robot " + id);
    }

    private void run() {
        pace.starts(System.nanoTime());
        while (running) {
            long next = pace.next(System.nanoTime());
            while (next - System.nanoTime() > 0 && running) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            cycle(System.nanoTime());
        }
    }

    /** One cycle of all that have their turn, for whoever is the robots' clock instead of {@link #start}. */
    public void cycle(long nowNanos) {
        for (RobotPeer peer : peers) {
            if (turn % (peer.config().cycleMicros() / cycleMicros) == 0) {
                cycle(peer, nowNanos);
            }
        }
        turn++;
    }

    /** Whether something has come that the next cycle takes in, waited for so long; for whoever is the robots' clock. */
    public boolean isSpokenTo(Duration most) throws IOException {
        if (listening.isEmpty()) {
            Selector made = Selector.open();
            listening = Optional.of(made);
            for (RobotPeer peer : peers) {
                peer.channel().register(made, SelectionKey.OP_READ);
            }
        }
        Selector selector = listening.orElseThrow();
        Consumer<SelectionKey> itHas = key -> {};
        return (most.isZero() ? selector.selectNow(itHas) : selector.select(itHas, most.toMillis())) > 0;
    }

    private static void cycle(RobotPeer peer, long nowNanos) {
        try {
            peer.cycle(nowNanos);
        } catch (IOException e) {
            LOG.debug("{}: {}", peer.config().id(), e.getMessage());
        }
    }

    private static void close(List<RobotPeer> peers) {
        for (RobotPeer peer : peers) {
            try {
                peer.close();
            } catch (IOException e) {
                LOG.warn("{}: {}", peer.config().id(), e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(peers);
        try {
            if (listening.isPresent()) {
                listening.orElseThrow().close(); // a port is free when nobody listens to it
            }
        } catch (IOException e) {
            LOG.warn("robots: {}", e.getMessage());
        }
    }
}
