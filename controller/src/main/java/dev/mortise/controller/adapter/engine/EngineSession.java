package dev.mortise.controller.adapter.engine;

import dev.mortise.controller.adapter.realtime.BlackBoxFiles;
import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One controller at an engine's door, and the engine that it has there. When the controller is gone or silent, the engine ends:
 * robots hear nothing more and come to rest on their own ramp, and none is spoken to before a controller is there again.
 */
final class EngineSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    /** Of newest states: as often as a page is written to, and twenty of them before an engine is silent. */
    static final long VIEWS_MILLIS = 100;

    /** Of either end. Longer than a crowded machine keeps a thread from running; robots do not wait for it. */
    static final long SILENCE_MILLIS = 2_000;

    private final EngineWire wire;
    private final Optional<String> refusal;
    private final Map<RobotId, RobotLink> links = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::run, "engine-controller");

    /** Two threads: one that waits for a controller which does not read must not keep the other from seeing that it is silent. */
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, task -> {
        Thread made = new Thread(task, "engine-clock");
        made.setDaemon(true);
        return made;
    });

    private volatile long heardNanos = System.nanoTime();

    /** Robots and their black boxes are being made, as long as that takes; nothing is read meanwhile. */
    private volatile boolean begins;

    /** With a reason why it is not served, if there is one: it is told when it has said who it is. */
    EngineSession(EngineWire wire, Optional<String> refusal) {
        this.wire = wire;
        this.refusal = refusal;
        thread.setDaemon(true);
    }

    void start() {
        for (Runnable task : List.<Runnable>of(this::show, this::watch)) {
            ScheduledFuture<?> unusedUntilClosed =
                    clock.scheduleWithFixedDelay(task, VIEWS_MILLIS, VIEWS_MILLIS, TimeUnit.MILLISECONDS);
        }
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        try {
            EngineMessage first = wire.receive();
            if (!(first instanceof EngineMessage.Hello hello)) {
                wire.send(new EngineMessage.Refused("a controller says hello first"));
            } else if (refusal.isPresent()) {
                wire.send(new EngineMessage.Refused(refusal.orElseThrow()));
            } else if (hello.version() != EngineMessage.VERSION) {
                wire.send(new EngineMessage.Refused("the engine speaks version " + EngineMessage.VERSION
                        + " of its wire, the controller " + hello.version() + ": they are of different releases"));
            } else {
                serve(hello.setup());
            }
        } catch (IOException e) {
            LOG.info("the controller is gone ({}); robots come to rest by themselves", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("what the controller says makes no sense; robots come to rest by themselves", e);
        } finally {
            clock.shutdownNow();
            wire.close();
        }
    }

    private void serve(EngineMessage.Setup setup) throws IOException {
        begins = true;
        try (BlackBoxFiles boxes = new BlackBoxFiles(Path.of(setup.blackBox()), Clock.systemUTC());
                RealtimeEngine engine =
                        new RealtimeEngine(setup.acceptsSimulated(), setup.horizonCycles(), setup.tuning(), boxes)) {
            for (RobotSpec robot : setup.robots()) {
                RobotLink link = engine.add(robot);
                synchronized (links) {
                    links.put(robot.id(), link);
                }
            }
            heardNanos = System.nanoTime();
            begins = false;
            wire.send(new EngineMessage.Welcome(EngineMessage.VERSION));
            LOG.info("a controller is here, with {} robots", setup.robots().size());
            while (true) {
                EngineMessage message = wire.receive();
                heardNanos = System.nanoTime();
                if (message instanceof EngineMessage.Order order) {
                    obey(order);
                }
            }
        } catch (UncheckedIOException e) {
            wire.send(new EngineMessage.Refused(String.valueOf(e.getMessage())));
        }
    }

    private void obey(EngineMessage.Order order) throws IOException {
        if (order instanceof EngineMessage.Open open) {
            link(open.robot()).open(open.epoch(), new Teller(open.robot()));
        } else if (order instanceof EngineMessage.Run run) {
            link(run.robot()).run(run.command(), run.epoch(), run.program(), run.life());
        } else if (order instanceof EngineMessage.SetSpeed speed) {
            link(speed.robot()).speed(new Speed(speed.percent()));
        } else if (order instanceof EngineMessage.Hold hold) {
            link(hold.robot()).hold(hold.reason());
        } else if (order instanceof EngineMessage.Key key) {
            link(key.robot()).key(key.handed());
        }
    }

    private RobotLink link(RobotId robot) throws IOException {
        RobotLink link = links.get(robot);
        if (link == null) {
            throw new IOException("the controller speaks of robot " + robot + ", which it has not named");
        }
        return link;
    }

    private void watch() {
        long silentMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
        if (!begins && silentMillis > SILENCE_MILLIS) {
            LOG.warn("the controller has said nothing for {} ms", silentMillis);
            wire.close();
        }
    }

    private void show() {
        synchronized (links) {
            if (!links.isEmpty()) {
                tell(new EngineMessage.Views(
                        links.values().stream().map(RobotLink::view).toList()));
            }
        }
    }

    /** A controller that does not read keeps this thread, and the one that tells of robots; never that which answers them. */
    private void tell(EngineMessage.News news) {
        try {
            wire.send(news);
        } catch (IOException e) {
            LOG.debug("not told: {}", e.toString());
            wire.close();
        }
    }

    @Override
    public void close() {
        wire.close();
        try {
            thread.join(SILENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the controller of one robot. */
    private final class Teller implements RobotLink.Listener {

        private final RobotId robot;

        Teller(RobotId robot) {
            this.robot = robot;
        }

        @Override
        public void linkUp(RobotStatus status) {
            tell(new EngineMessage.Up(robot, status));
        }

        @Override
        public void linkDown(String why) {
            tell(new EngineMessage.Down(robot, why));
        }

        @Override
        public void motionEnded(StepReport report) {
            tell(new EngineMessage.Ended(robot, report));
        }
    }
}
