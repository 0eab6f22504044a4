package dev.mortise.controller.adapter.engine;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.RobotLink.RobotView;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the connection to an engine: whoever gives an order does not wait for it, and what is lost with it is lost. */
final class EngineConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineConnection.class);

    /** Orders are few, some a second and robot: an engine that has so many to read does not read. */
    private static final int ORDERS_MAX = 1_000;

    private static final long ALIVE_MILLIS = EngineSession.SILENCE_MILLIS / 8;

    private final EngineWire wire;
    private final ThreadPoolExecutor writer;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "engine-watch"));
    private volatile long heardNanos = System.nanoTime();
    private volatile String why = "";

    private EngineConnection(EngineWire wire) {
        this.wire = wire;
        this.writer = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(ORDERS_MAX), task -> daemon(task, "engine-orders"));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }

    /** @throws IOException when no engine is there */
    static EngineConnection to(EnginePlace place, EngineMessage.Hello hello) throws IOException {
        EngineConnection made = new EngineConnection(new EngineWire(place.connect()));
        try {
            made.wire.send(hello);
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    /** Carries news to the robots' links until the connection is over; the answer says why. */
    String serve(Map<RobotId, RemoteRobot> robots) {
        ScheduledFuture<?> unusedUntilClosed =
                clock.scheduleWithFixedDelay(this::tick, ALIVE_MILLIS, ALIVE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            while (true) {
                EngineMessage message = wire.receive();
                heardNanos = System.nanoTime();
                if (message instanceof EngineMessage.Welcome) {
                    LOG.info("the real-time engine is here");
                    robots.values().forEach(robot -> robot.found(this));
                } else if (message instanceof EngineMessage.Refused refused) {
                    return "the real-time engine, a process of its own, refuses: " + refused.why();
                } else if (message instanceof EngineMessage.News news) {
                    carry(news, robots);
                }
            }
        } catch (IOException e) {
            return why.isEmpty() ? "the real-time engine, a process of its own, is gone: " + e.getMessage() : why;
        }
    }

    private static void carry(EngineMessage.News news, Map<RobotId, RemoteRobot> robots) {
        if (news instanceof EngineMessage.Up up) {
            robot(robots, up.robot()).ifPresent(robot -> robot.up(up.status()));
        } else if (news instanceof EngineMessage.Down down) {
            robot(robots, down.robot()).ifPresent(robot -> robot.down(down.why()));
        } else if (news instanceof EngineMessage.Ended ended) {
            robot(robots, ended.robot()).ifPresent(robot -> robot.ended(ended.report()));
        } else if (news instanceof EngineMessage.Views all) {
            for (RobotView view : all.views()) {
                robot(robots, view.id()).ifPresent(robot -> robot.looks(view));
            }
        }
    }

    private static Optional<RemoteRobot> robot(Map<RobotId, RemoteRobot> robots, RobotId id) {
        return Optional.ofNullable(robots.get(id));
    }

    private void tick() {
        if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos) > EngineSession.SILENCE_MILLIS) {
            end("the real-time engine, a process of its own, has said nothing for " + EngineSession.SILENCE_MILLIS
                    + " ms");
        } else {
            order(new EngineMessage.Alive());
        }
    }

    /** Returns at once. */
    void order(EngineMessage.Order order) {
        try {
            writer.execute(() -> write(order));
        } catch (RejectedExecutionException e) {
            end("the real-time engine, a process of its own, takes no orders");
        }
    }

    private void write(EngineMessage.Order order) {
        try {
            wire.send(order);
        } catch (IOException e) {
            wire.close(); // whoever reads says so
        }
    }

    private void end(String because) {
        why = because;
        wire.close();
    }

    @Override
    public void close() {
        wire.close();
        writer.shutdownNow();
        clock.shutdownNow();
    }
}
