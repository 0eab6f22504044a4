package dev.mortise.controller;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import dev.mortise.controller.actor.ActorDesk;
import dev.mortise.controller.actor.ActorSystems;
import dev.mortise.controller.actor.AlarmKeeper;
import dev.mortise.controller.actor.CellDevices;
import dev.mortise.controller.actor.LineActor;
import dev.mortise.controller.actor.LineSetup;
import dev.mortise.controller.adapter.plc.MiloPlcLink;
import dev.mortise.controller.adapter.plc.PlcKeys;
import dev.mortise.controller.adapter.realtime.BlackBoxFiles;
import dev.mortise.controller.adapter.realtime.Engine;
import dev.mortise.controller.adapter.store.EmbeddedStore;
import dev.mortise.controller.adapter.store.PostgresStore;
import dev.mortise.controller.adapter.store.SlowWrites;
import dev.mortise.controller.adapter.store.Store;
import dev.mortise.controller.adapter.store.StoredJournals;
import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.config.Settings;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.Journals;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.Time;
import dev.mortise.controller.step.StepKinds;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** One controller: store, links to every device, the actors. Starts with its constructor, ends with close. */
public final class Controller implements AutoCloseable {

    /** A store that does not let go within this time is left to the next start's recovery. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Store store;
    private final BlackBoxFiles blackBoxes;
    private final Engine engine;
    private final Map<RobotId, RobotLink> robots = new LinkedHashMap<>();
    private final Map<CellId, PlcLink> plcs = new LinkedHashMap<>();
    private final ActorSystem<LineActor.Command> system;
    private final Desk desk;
    private final SlowWrites slowWrites;
    private final Journals journals;
    private volatile String trouble = "";

    private Controller(Configuration configuration, Store store, Map<String, String> damages, Board board, Time clock) {
        Settings settings = configuration.settings();
        this.store = store;
        this.blackBoxes = new BlackBoxFiles(settings.blackBox(), Clock.systemUTC());
        this.engine = Engines.of(settings, blackBoxes);
        PlcKeys plcKeys = new PlcKeys(settings.plcTrust());
        for (CellSpec cell : configuration.plant().allCells().toList()) {
            plcs.put(cell.id(), new MiloPlcLink(cell, plcKeys));
            cell.robots().forEach(robot -> robots.put(robot.id(), engine.add(robot)));
        }
        LineSetup setup = new LineSetup(
                configuration.plant(),
                configuration.types(),
                StepKinds.load(),
                cell -> devices(cell, settings.simulation()),
                this::robots,
                board,
                clock,
                settings.simulation(),
                damages);
        this.system = ActorSystems.start(LineActor.create(setup), "mortise", store.akka(settings.akka()));
        this.desk =
                new ActorDesk(system, system.systemActorOf(AlarmKeeper.create(setup), "alarms", Props.empty()), board);
        this.journals = new StoredJournals(store, configuration.plant().line());
        this.slowWrites = SlowWrites.watch(system, board::storeTakes);
        store.whenLost().thenAccept(this::end);
    }

    /** Opens the store, connects to every device, goes on where the last controller stopped. */
    public static Controller start(Configuration configuration, Board board, Time clock) throws Store.Unusable {
        Store store = open(configuration.settings().store());
        try {
            return new Controller(configuration, store, damages(configuration.plant(), store), board, clock);
        } catch (Store.Unusable e) {
            store.close();
            throw e;
        }
    }

    /** Without its own journal a line does not know where its racks are: it is not begun. */
    private static Map<String, String> damages(PlantSpec plant, Store store) throws Store.Unusable {
        Map<String, String> missing = store.missingEvents();
        String ofLine = missing.getOrDefault("line|" + plant.line(), "");
        if (!ofLine.isEmpty()) {
            throw new Store.Unusable("the journal of line " + plant.line() + " is damaged: " + ofLine
                    + "; mortise doctor names every fault of the store; restore the store from a backup");
        }
        return missing;
    }

    private static Store open(Settings.Store store) throws Store.Unusable {
        if (store instanceof Settings.Store.PostgreSql there) {
            return PostgresStore.open(there.url(), there.user(), there.passwordFile());
        }
        return EmbeddedStore.open(((Settings.Store.Embedded) store).directory());
    }

    /** Opens a store that is there, to look at it. */
    static Store openExisting(Settings.Store store) throws Store.Unusable {
        if (store instanceof Settings.Store.PostgreSql there) {
            return PostgresStore.openExisting(there.url(), there.user(), there.passwordFile());
        }
        return EmbeddedStore.openExisting(((Settings.Store.Embedded) store).directory());
    }

    private CellDevices devices(CellSpec cell, boolean simulation) {
        Map<RobotId, RobotLink> own =
                cell.robots().stream().collect(Collectors.toMap(robot -> robot.id(), robot -> link(robot.id())));
        PlcLink plc = plcs.get(cell.id());
        if (plc == null) {
            throw new IllegalStateException("no PLC link for " + cell.id());
        }
        return new CellDevices(cell.id(), plc, own, simulation);
    }

    private RobotLink link(RobotId id) {
        RobotLink link = robots.get(id);
        if (link == null) {
            throw new IllegalStateException("no robot link for " + id);
        }
        return link;
    }

    /** Another controller may command the line from now on. */
    private void end(String why) {
        system.log().error("{}; this controller ends", why);
        trouble = why;
        system.terminate();
    }

    /** Why it ended, where it was told to by its store; else empty. */
    String trouble() {
        return trouble;
    }

    /** What its store keeps. */
    Journals journals() {
        return journals;
    }

    public Desk desk() {
        return desk;
    }

    /** Every robot's latest state, in the plant's order. */
    public List<RobotLink.RobotView> robots() {
        return robots.values().stream().map(RobotLink::view).toList();
    }

    /** Completes when the actors have stopped, asked for or not. */
    public CompletionStage<?> whenStopped() {
        return system.getWhenTerminated();
    }

    /** Stops the actors first: what they have stored is true, and nothing is commanded any more. */
    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            system.log().warn("the actors did not stop in time: {}", e.toString());
        }
        slowWrites.close();
        engine.close();
        blackBoxes.close();
        plcs.values().forEach(PlcLink::close);
        store.close();
    }
}
