package dev.mortise.controller.adapter.engine;

import dev.mortise.controller.adapter.realtime.Engine;
import dev.mortise.controller.adapter.realtime.Tuning;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.port.RobotLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * An engine in another process, as its controller sees it. While it is away every robot's link is down, with the reason; when it is
 * back it is told of each what it has to know, and its links come up as after a robot's own interruption.
 */
public final class RemoteEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteEngine.class);

    /** Between two looks whether an engine is there. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long CLOSE_MILLIS = 2_000;

    private final EnginePlace place;
    private final Setup setup;
    private final EngineKeeper keeper;
    private final Map<RobotId, RemoteRobot> robots = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::run, "engine-link");
    private volatile Optional<EngineConnection> connection = Optional.empty();
    private volatile boolean running = true;
    private boolean begun;

    /**
     * What the engine is to be.
     *
     * @param acceptsSimulated true: simulated robots only; false: real ones only
     * @param horizonCycles most set-points in one command
     */
    public record Setup(boolean acceptsSimulated, int horizonCycles, Tuning tuning, Path blackBox) {}

    /** With somebody who sees to it that an engine is there; he is closed with this. */
    public RemoteEngine(EnginePlace place, Setup setup, EngineKeeper keeper) {
        this.place = place;
        this.setup = setup;
        this.keeper = keeper;
        thread.setDaemon(true);
    }

    /** All robots are taken on before the first is opened: the engine is told of them together. */
    @Override
    public synchronized RobotLink add(RobotSpec spec) {
        if (begun) {
            throw new IllegalStateException("the engine has begun without robot " + spec.id());
        }
        RemoteRobot robot = new RemoteRobot(spec, this::begin);
        robots.put(spec.id(), robot);
        return robot;
    }

    private synchronized void begin() {
        if (!begun) {
            begun = true;
            thread.start();
        }
    }

    private void run() {
        while (running) {
            String why;
            boolean asExpected = false;
            try (EngineConnection made = connect()) {
                connection = Optional.of(made);
                why = made.serve(robots);
            } catch (IOException e) {
                why = keeper.why(place, e);
                asExpected = keeper.isStarting();
            } catch (RuntimeException e) {
                LOG.error("what the real-time engine says makes no sense", e);
                why = "the real-time engine, a process of its own, makes no sense: " + e;
            } finally {
                connection = Optional.empty();
            }
            if (running) {
                lost(why, asExpected);
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private EngineConnection connect() throws IOException {
        keeper.look();
        return EngineConnection.to(place, hello());
    }

    private EngineMessage.Hello hello() {
        List<RobotSpec> specs = new ArrayList<>();
        robots.values().forEach(robot -> specs.add(robot.spec()));
        return new EngineMessage.Hello(
                EngineMessage.VERSION,
                new EngineMessage.Setup(
                        setup.acceptsSimulated(),
                        setup.horizonCycles(),
                        setup.tuning(),
                        setup.blackBox().toAbsolutePath().toString(),
                        specs));
    }

    private void lost(String why, boolean asExpected) {
        boolean news = false;
        for (RemoteRobot robot : robots.values()) {
            news |= robot.lost(why);
        }
        if (news) {
            LOG.atLevel(asExpected ? Level.INFO : Level.WARN).log("no real-time engine: {}", why);
        }
    }

    @Override
    public void close() {
        running = false;
        connection.ifPresent(EngineConnection::close);
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keeper.close();
    }
}
