package dev.mortise.controller.adapter.plc;

import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.SessionKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PLC over OPC UA. Everything happens on the link's own thread, one request at a time: servers may apply pipelined
 * writes out of order. After any trouble the client is thrown away and a new one made; its own recovery is not relied on.
 */
public final class MiloPlcLink implements PlcLink {

    /** How often the link looks after itself. */
    private static final long TICK_MILLIS = 50;

    /** The second source of truth beside the subscription. */
    private static final long POLL_MILLIS = 250;

    /** Contract: the PLC holds the unit after 2 s of silence; five chances within them. */
    private static final long HEARTBEAT_MILLIS = 200;

    /** Contract: a PLC beats every 100 ms; five missed beats and nothing it said counts any more. */
    private static final long SILENCE_MILLIS = 500;

    private static final long RETRY_MILLIS = 250;

    /** Between a person's decision about a certificate and its effect. */
    private static final long TRUST_MILLIS = 1_000;

    /** A PLC that breaks the contract is not mended within a second. */
    private static final long RETRY_CONTRACT_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(MiloPlcLink.class);

    private final CellSpec cell;
    private final PlcKeys keys;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean readPending = new AtomicBoolean();
    private Optional<Listener> listener = Optional.empty();
    private Optional<ScheduledFuture<?>> ticking = Optional.empty();
    private Optional<PlcSession> session = Optional.empty();
    private boolean up;
    private String lastTrouble = "not connected yet";
    private long nextConnectMillis;
    private long nextPollMillis;
    private long nextHeartbeatMillis;
    private long nextTrustMillis;
    private Optional<Long> beatSeen = Optional.empty();
    private boolean beaten;
    private long beatSeenMillis;

    public MiloPlcLink(CellSpec cell, PlcKeys keys) {
        this.cell = cell;
        this.keys = keys;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "plc-" + cell.id());
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public void open(Listener newListener) {
        thread.execute(() -> listener = Optional.of(newListener));
        ticking = Optional.of(thread.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Override
    public CompletionStage<Void> send(Command command) {
        return submit(live -> live.send(command));
    }

    @Override
    public CompletionStage<Void> request(UnitCommand command, long epoch) {
        return submit(live -> live.request(command, epoch));
    }

    @Override
    public CompletionStage<Void> acknowledge(CommandId command) {
        return submit(live -> live.acknowledge(command));
    }

    @Override
    public CompletionStage<Void> handKey(RobotId robot, long epoch, SessionKey key) {
        return submit(live -> live.handKey(robot, epoch, key));
    }

    @Override
    public CompletionStage<PlcStatus> status() {
        CompletableFuture<PlcStatus> answer = new CompletableFuture<>();
        submit(live -> answer.complete(live.read()
                        .orElseThrow(() -> new IllegalStateException("it changes too fast"))
                        .status()))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        answer.completeExceptionally(failure);
                    }
                });
        return answer;
    }

    @Override
    public void close() {
        later(() -> {
            ticking.ifPresent(tick -> tick.cancel(false));
            session.ifPresent(PlcSession::close);
            session = Optional.empty();
            thread.shutdown();
        });
    }

    private interface Task {
        void run(PlcSession live) throws UaException;
    }

    private CompletionStage<Void> submit(Task task) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        try {
            thread.execute(() -> carryOut(task, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new LinkLost("the link is closed"));
        }
        return answer;
    }

    private void carryOut(Task task, CompletableFuture<Void> answer) {
        if (!up || session.isEmpty()) {
            answer.completeExceptionally(new LinkLost(lastTrouble));
            return;
        }
        try {
            task.run(session.orElseThrow());
            answer.complete(null);
        } catch (KeyRefused e) {
            answer.completeExceptionally(e); // the link stands
        } catch (UaException | RuntimeException e) {
            drop(String.valueOf(e.getMessage()));
            answer.completeExceptionally(new LinkLost(String.valueOf(e.getMessage())));
        }
    }

    private void tick() {
        long now = nowMillis();
        if (session.isEmpty()) {
            if (now >= nextConnectMillis) {
                connect();
            }
            return;
        }
        try {
            PlcSession live = session.orElseThrow();
            if (now >= nextHeartbeatMillis) {
                nextHeartbeatMillis = now + HEARTBEAT_MILLIS;
                live.beat();
            }
            if (now >= nextTrustMillis) {
                nextTrustMillis = now + TRUST_MILLIS;
                live.stayTrusted();
            }
            live.staySubscribed();
            if (now >= nextPollMillis) {
                look(live);
            }
            if (nowMillis() - beatSeenMillis > SILENCE_MILLIS) {
                drop("the PLC's heartbeat is silent");
            }
        } catch (UaException | RuntimeException e) {
            drop(String.valueOf(e.getMessage()));
        }
    }

    private void connect() {
        try {
            PlcSession live = PlcSession.open(cell, keys, this::changed, this::lost);
            session = Optional.of(live);
            beatSeen = Optional.empty();
            beaten = false;
            beatSeenMillis = nowMillis();
            nextHeartbeatMillis = 0;
            nextPollMillis = 0;
        } catch (PlcNodes.ContractBroken e) {
            nextConnectMillis = nowMillis() + RETRY_CONTRACT_MILLIS;
            trouble(
                    "breaks the contract: " + e.getMessage(),
                    () -> listener.ifPresent(listening -> listening.contractBroken(e.faults())));
        } catch (UaException e) {
            drop("cannot connect to " + cell.plc().endpoint() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            drop(String.valueOf(e.getMessage()));
        }
    }

    private void look(PlcSession live) throws UaException {
        Optional<StatusReader.Reading> reading = live.read();
        // until the PLC is known to live it is asked at every tick
        nextPollMillis = up ? nowMillis() + POLL_MILLIS : 0;
        if (reading.isPresent()) {
            StatusReader.Reading read = reading.orElseThrow();
            heard(read.number("Heartbeat/Plc"));
            PlcStatus status = read.status();
            if (up) {
                listener.ifPresent(listening -> listening.statusRead(status));
            } else if (beaten) {
                comeUp(status);
            }
        }
    }

    private void heard(long beat) {
        if (beatSeen.filter(before -> before == beat).isEmpty()) {
            // the first one may be as old as the server: only a second one shows a program that runs
            beaten = beatSeen.isPresent();
            beatSeen = Optional.of(beat);
            beatSeenMillis = nowMillis();
        }
    }

    private void comeUp(PlcStatus status) {
        up = true;
        lastTrouble = "";
        nextPollMillis = nowMillis() + POLL_MILLIS;
        LOG.info("{}: PLC link up", cell.id());
        listener.ifPresent(listening -> listening.linkUp(status));
    }

    /** Called from Milo's threads: something changed. Reads do not pile up. */
    private void changed() {
        if (readPending.compareAndSet(false, true)) {
            later(() -> {
                // whatever comes of the read: a notification of a session that is gone must not silence its successor's
                readPending.set(false);
                carryOut(this::look, new CompletableFuture<>());
            });
        }
    }

    /** Called from Milo's threads: the session is gone. */
    private void lost(PlcSession gone) {
        later(() -> {
            if (session.filter(live -> live == gone).isPresent()) {
                drop("session lost");
            }
        });
    }

    private void later(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is closed already", cell.id());
        }
    }

    private void drop(String why) {
        session.ifPresent(PlcSession::close);
        session = Optional.empty();
        up = false;
        nextConnectMillis = nowMillis() + RETRY_MILLIS;
        trouble(why, () -> listener.ifPresent(listening -> listening.linkDown(why)));
    }

    /** Says each trouble once, not four times a second. */
    private void trouble(String why, Runnable tell) {
        if (!why.equals(lastTrouble)) {
            lastTrouble = why;
            LOG.warn("{}: PLC link down: {}", cell.id(), why);
            tell.run();
        }
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
