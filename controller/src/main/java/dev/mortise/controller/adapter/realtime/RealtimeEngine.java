package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.SessionKey;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.SharedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every robot's state with its next set-points: one thread, one connected channel per robot, one selector. The
 * robots are the clock; nothing here waits but for them.
 */
public final class RealtimeEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeEngine.class);

    /** Watches and requests are looked after this often when no robot says anything. */
    private static final long TICK_MILLIS = 20;

    /** Sixteen for each of 64 robots, of which one asks for two or three in a motion. */
    private static final int ORDERS_MAX = 1_024;

    /** A full ring is looked at again after so long: it is emptied once a cycle. */
    private static final long PLACE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** However many speak, what can wait for them waits no longer: about a cycle of 64 robots. */
    private static final int TURNS_MAX = 64;

    /** Short beside the least silence that ends a session, 50 ms. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** So long a robot may wait for its session: little beside the 5 s in which a cell is to be back after a restart. */
    private static final Duration WARM_UP_MAX = Duration.ofSeconds(1);

    /** Longer than one turn of the loop by far. */
    private static final long CLOSE_SECONDS = 2;

    private final boolean acceptsSimulated;
    private final int horizonCycles;
    private final Tuning tuning;
    private final BlackBox.Keeper keeper;
    private final Selector selector;
    private final Ring<Runnable> inbox = new Ring<>(ORDERS_MAX);
    private final Events events = new Events();
    private final Consumer<SelectionKey> ready = RealtimeEngine::ready;
    private final Thread thread = new Thread(this::loop, "realtime");
    private RobotDriver[] drivers = {};
    private long lookedAfterNanos = System.nanoTime();

    /** In which somebody spoke, since the thread last had nobody to answer. */
    private int turns;

    private volatile boolean running = true;

    /** With a thread like every other, that is not warmed up. */
    public RealtimeEngine(boolean acceptsSimulated, int horizonCycles) {
        this(acceptsSimulated, horizonCycles, Tuning.NONE);
    }

    /**
     * Starts without a robot.
     *
     * @param acceptsSimulated true: simulated robots only; false: real ones only
     * @param horizonCycles most set-points in one command; a robot may grant fewer
     */
    public RealtimeEngine(boolean acceptsSimulated, int horizonCycles, Tuning tuning) {
        this(acceptsSimulated, horizonCycles, tuning, (box, report) -> box.readOut());
    }

    /** With somebody who keeps the last seconds of a robot whose motion ended badly; closed by whoever made him. */
    public RealtimeEngine(boolean acceptsSimulated, int horizonCycles, Tuning tuning, BlackBoxFiles keeper) {
        this(acceptsSimulated, horizonCycles, tuning, (BlackBox.Keeper) keeper);
    }

    private RealtimeEngine(boolean acceptsSimulated, int horizonCycles, Tuning tuning, BlackBox.Keeper keeper) {
        this.keeper = keeper;
        this.acceptsSimulated = acceptsSimulated;
        this.horizonCycles = horizonCycles;
        this.tuning = tuning;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public RobotLink add(RobotSpec spec) {
        try {
            Session session = new Session(
                    spec, Frame.ofController(key(spec)), acceptsSimulated, horizonCycles, tuning.silenceMillis());
            RobotDriver driver = new RobotDriver(spec, session, horizonCycles, events, keeper);
            post(() -> take(driver, session));
            return new Link(driver);
        } catch (IOException e) {
            throw new UncheckedIOException("robot " + spec.id() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<SharedKey> key(RobotSpec spec) throws IOException {
        try {
            if (spec.key() instanceof RobotKey.File file) {
                return Optional.of(SharedKey.read(Path.of(file.path())));
            }
            // one that nobody has: nothing is asked, and nothing believed, before the PLC has taken the right one
            return spec.key().equals(RobotKey.OVER_OPCUA) ? Optional.of(SharedKey.random()) : Optional.empty();
        } catch (SharedKey.Unusable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void take(RobotDriver driver, Session session) {
        try {
            session.channel().register(selector, SelectionKey.OP_READ, driver);
            drivers = Arrays.copyOf(drivers, drivers.length + 1);
            drivers[drivers.length - 1] = driver;
        } catch (IOException e) {
            LOG.error("{}: {}", session.robot(), e.getMessage());
        }
    }

    /** Those who ask take turns, and wait for a place if there is none; the real-time thread, which takes out, waits for nobody. */
    private void post(Runnable task) {
        synchronized (inbox) {
            while (!inbox.offer(task) && thread.isAlive()) {
                selector.wakeup();
                LockSupport.parkNanos(PLACE_NANOS);
            }
        }
        selector.wakeup();
    }

    private void loop() {
        Scheduling.apply(tuning);
        warmUp();
        while (running) {
            inbox.drain(Runnable::run);
            try {
                listen();
            } catch (IOException e) {
                LOG.error("selector: {}", e.getMessage());
            }
        }
    }

    /** Sessions are looked after once a cycle of the fastest robot: not between two robots that have spoken at once. */
    private void lookAfter(long nowNanos) {
        if (nowNanos - lookedAfterNanos < LOOK_NANOS) {
            return;
        }
        lookedAfterNanos = nowNanos;
        for (RobotDriver driver : drivers) {
            driver.tick(nowNanos);
        }
    }

    private void warmUp() {
        if (tuning.warmUpCycles() == 0) {
            return;
        }
        int wanted = (tuning.warmUpCycles() + WarmUp.KINDS - 1) / WarmUp.KINDS;
        for (boolean keyed : new boolean[] {false, true}) {
            try (WarmUp robot = new WarmUp(keyed, horizonCycles, WARM_UP_MAX.dividedBy(WarmUp.KINDS), events)) {
                int answered = robot.cycles(wanted);
                if (answered < wanted) {
                    LOG.info(
                            "{} of {} warm-up cycles were run; robots are not kept waiting for more", answered, wanted);
                }
            } catch (IOException e) {
                LOG.warn("no warm-up: {}", e.getMessage());
            }
        }
    }

    /** Answers whoever has spoken; when nobody else has, does all that can wait for that, and waits. */
    private void listen() throws IOException {
        turns++;
        if (selector.selectNow(ready) > 0 && turns < TURNS_MAX) {
            return;
        }
        turns = 0;
        for (RobotDriver driver : drivers) {
            driver.keep();
        }
        lookAfter(System.nanoTime());
        if (inbox.isEmpty()) { // its wake-up may have been for the look that did not wait
            idle();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // to let others run is what YIELD is chosen for
    private void idle() throws IOException {
        switch (tuning.idle()) {
            case PARK -> selector.select(ready, TICK_MILLIS);
            case YIELD -> Thread.yield();
            case SPIN -> Thread.onSpinWait();
        }
    }

    private static void ready(SelectionKey key) {
        ((RobotDriver) key.attachment()).receive(System.nanoTime());
    }

    @Override
    public void close() {
        running = false;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            for (RobotDriver driver : drivers) {
                driver.close();
            }
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("closing: {}", e.getMessage());
        }
        events.close();
    }

    private final class Link implements RobotLink {

        private final RobotDriver driver;

        Link(RobotDriver driver) {
            this.driver = driver;
        }

        @Override
        public boolean isKeyedByItsPlc() {
            return driver.isKeyedByItsPlc();
        }

        @Override
        public void key(SessionKey key) {
            post(() -> driver.key(key));
        }

        @Override
        public void open(long epoch, Listener listener) {
            post(() -> driver.open(epoch, listener));
        }

        @Override
        public void run(CommandId id, long epoch, MotionProgram program, String life) {
            post(() -> driver.run(id, epoch, program, life));
        }

        @Override
        public void speed(Speed speed) {
            post(() -> driver.speed(speed));
        }

        @Override
        public void hold(String reason) {
            post(driver::hold);
        }

        @Override
        public RobotView view() {
            return driver.view();
        }

        @Override
        public void close() {
            // the engine closes its channels together
        }
    }
}
