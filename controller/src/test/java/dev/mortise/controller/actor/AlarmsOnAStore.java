package dev.mortise.controller.actor;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.adapter.store.Store;
import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.RobotSays;
import dev.mortise.controller.port.Time;
import dev.mortise.controller.step.StepKinds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** The alarms' actor alone on the product's store, with a board that says what a test says, and a clock that it sets. */
final class AlarmsOnAStore implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

    private static final PlantSpec PLANT = new PlantSpec(
            "plant-1",
            "line-1",
            List.of(),
            List.of(),
            new CellSpec(
                    new CellId("AMR-1"), "", Set.of(), PlcSpec.open("opc.tcp://127.0.0.1:1"), List.of(), List.of()));

    static final String JOURNAL = "alarms|" + PLANT.line();

    private final Store store;
    private final ActorSystem<AlarmActor.Command> system;
    private final Standing clock;
    private volatile List<RobotView> robots = List.of();
    final LiveBoard board = new LiveBoard("plant-1", true, List.of(), Clock.systemUTC());

    /** Goes on in a store, which ends with it. */
    AlarmsOnAStore(Store store, Instant now, Map<String, String> damages) {
        this.store = store;
        this.clock = new Standing(now);
        LineSetup setup = new LineSetup(
                PLANT,
                Map.of(),
                StepKinds.load(),
                cell -> {
                    throw new UnsupportedOperationException("alarms have no devices");
                },
                () -> robots,
                board,
                clock,
                true,
                damages);
        system = ActorSystem.create(AlarmKeeper.create(setup), "alarms", store.akka("akka.loglevel = WARNING"));
        board.caughtUp();
    }

    AlarmsOnAStore is(String cell, Cause.Kind kind) {
        return is(cell, kind, "");
    }

    /** While it does the second step of this operation on R-0007, for the third time. */
    AlarmsOnAStore is(String cell, Cause.Kind kind, String operation) {
        board.put(new PlantView.CellView(
                cell,
                "",
                "",
                "",
                "UP",
                operation.isEmpty() ? Optional.empty() : Optional.of("R-0007"),
                operation,
                operation.isEmpty() ? 0 : 3,
                operation.isEmpty() ? "" : "second",
                100,
                List.of(),
                "",
                Cause.root(kind, cell, "it is " + kind, "mend it"),
                PlantView.Equipment.UNKNOWN));
        return this;
    }

    /** So many datagrams without a valid tag were counted at its link. */
    AlarmsOnAStore counts(String robot, long untagged) {
        LinkFigures.Times none = LinkFigures.Times.NONE;
        LinkFigures figures = new LinkFigures(1, 0, 0, 0, 0, Map.of("untagged", untagged), none, none);
        robots =
                List.of(new RobotView(new RobotId(robot), true, true, "", List.of(), 0, 1, figures, RobotSays.NOTHING));
        return this;
    }

    /** By the clock that runs; records keep their instant. */
    void passes(long seconds) {
        long unusedNow = clock.uptimeSeconds.addAndGet(seconds);
    }

    CompletionStage<Desk.Reply> ask(String alarm, AlarmRequest request) {
        return ask(alarm, request, Duration.ofSeconds(20));
    }

    CompletionStage<Desk.Reply> ask(String alarm, AlarmRequest request, Duration within) {
        return AskPattern.ask(
                system, replyTo -> new AlarmActor.Ask(alarm, request, "anna", replyTo), within, system.scheduler());
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        store.close();
    }

    private static final class Standing implements Time {
        private final Instant now;
        private final AtomicLong uptimeSeconds =
                new AtomicLong(Duration.ofHours(1).toSeconds());

        Standing(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Duration uptime() {
            return Duration.ofSeconds(uptimeSeconds.get());
        }
    }
}
