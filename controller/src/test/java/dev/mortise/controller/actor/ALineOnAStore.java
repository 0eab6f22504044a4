package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.adapter.store.EmbeddedStore;
import dev.mortise.controller.adapter.store.Store;
import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.RobotSays;
import dev.mortise.controller.port.Time;
import dev.mortise.controller.step.StepKinds;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The product's store and actors with devices that obey at once: everything of a start but the wires. */
public final class ALineOnAStore implements AutoCloseable {

    public static final Configuration SHIPPED = shipped();

    private static final long WITHIN_SECONDS = 60;

    private final EmbeddedStore store;
    private final Set<UnitCommand> deafTo;
    private final ActorSystem<LineActor.Command> system;
    private final ActorRef<AlarmActor.Command> alarms;
    private final CompletableFuture<PlcLink.Command> firstCommand = new CompletableFuture<>();
    public final LiveBoard board = new LiveBoard(SHIPPED.plant().name(), true, List.of(), Clock.systemUTC());

    public ALineOnAStore(Path directory) throws Store.Unusable {
        this(directory, SHIPPED);
    }

    ALineOnAStore(Path directory, Configuration configuration) throws Store.Unusable {
        this(directory, configuration, Set.of());
    }

    /** Whose units take some requests and do nothing about them. */
    ALineOnAStore(Path directory, Configuration configuration, Set<UnitCommand> deafTo) throws Store.Unusable {
        this.deafTo = Set.copyOf(deafTo);
        store = EmbeddedStore.open(directory);
        LineSetup setup = new LineSetup(
                configuration.plant(),
                configuration.types(),
                StepKinds.load(),
                this::devices,
                List::of,
                board,
                Time.ofTheMachine(),
                true,
                store.missingEvents());
        system = ActorSystem.create(LineActor.create(setup), "mortise", store.akka("akka.loglevel = WARNING"));
        alarms = system.systemActorOf(AlarmKeeper.create(setup), "alarms", Props.empty());
    }

    private CellDevices devices(CellSpec cell) {
        Map<RobotId, RobotLink> robots = new HashMap<>();
        cell.robots().forEach(robot -> robots.put(robot.id(), new StandingRobot(robot.id())));
        return new CellDevices(cell.id(), new ObedientPlc(firstCommand::complete, deafTo), robots, true);
    }

    public PlcLink.Command firstCommand() throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<?> either =
                CompletableFuture.anyOf(firstCommand, system.getWhenTerminated().toCompletableFuture());
        either.get(WITHIN_SECONDS, TimeUnit.SECONDS);
        if (!firstCommand.isDone()) {
            throw new IllegalStateException("the controller ended before its first command; the log has the cause");
        }
        return firstCommand.join();
    }

    /** A device has been told to do something. */
    boolean hasCommanded() {
        return firstCommand.isDone();
    }

    public Desk desk() {
        return new ActorDesk(system, alarms, board);
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        store.close();
    }

    /** Wherever it is run from. */
    private static Configuration shipped() {
        return Configuration.load(shippedFiles().resolve("mortise.yaml"))
                .value()
                .orElseThrow();
    }

    /** Where the settings files are that ship. */
    public static Path shippedFiles() {
        try {
            Path classes = Path.of(ALineOnAStore.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../src/main/dist/conf").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Up, and never asked to move. */
    private record StandingRobot(RobotId id) implements RobotLink {
        @Override
        public void open(long epoch, Listener listener) {
            listener.linkUp(new RobotStatus(
                    id, true, "1", OptionalLong.empty(), "READY", List.of(), Optional.empty(), Optional.empty()));
        }

        @Override
        public void run(CommandId command, long epoch, MotionProgram program, String life) {
            // the first command is a transport
        }

        @Override
        public void speed(Speed speed) {
            // it stands
        }

        @Override
        public void hold(String reason) {
            // it stands
        }

        @Override
        public RobotView view() {
            return new RobotView(id, true, true, "", List.of(), 0, 1, LinkFigures.NONE, RobotSays.NOTHING);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
