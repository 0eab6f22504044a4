package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.JobOrders.Job;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The line's objects, kept as the board shows the line. The board only knocks; a thread of the server looks. */
final class Line implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /** Times of units are whole seconds. */
    private static final long TICK_MILLIS = 1_000;

    private final LineNamespace space;
    private final Board board;
    private final JobDesk desk;
    private final JobControl jobs;
    private final JobEvents events;
    private final Map<String, Unit> units;
    private final ResultNews results;
    private final Alarms alarms;
    private final Machines machines;
    private final Robotics robotics;
    private final Whys whys;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean knocked = new AtomicBoolean();
    private final Object showing = new Object();

    /** Guarded by the above: what is shown after the nodes are gone would be an event without a type. */
    private boolean closed;

    private final long begun = System.nanoTime();
    private JobOrders shown = JobOrders.NONE;
    private AutoCloseable subscription = () -> {};
    private final List<ScheduledFuture<?>> ticking = new ArrayList<>();

    private Line(LineNamespace space, Sources sources, Objects objects, ScheduledExecutorService thread) {
        this.space = space;
        this.board = sources.board();
        this.desk = sources.jobs();
        this.jobs = objects.jobs;
        this.events = objects.events;
        this.units = objects.units;
        this.results = objects.results;
        this.alarms = objects.alarms;
        this.machines = objects.machines;
        this.robotics = objects.robotics;
        this.whys = objects.whys;
        this.thread = thread;
    }

    /** Where the objects get what they show, and who may act on them. */
    record Sources(JobDesk jobs, Desk desk, Board board, Gate gate, AcknowledgedResults acknowledged) {}

    private record Objects(
            JobControl jobs,
            JobEvents events,
            Map<String, Unit> units,
            ResultNews results,
            Alarms alarms,
            Machines machines,
            Robotics robotics,
            Whys whys) {}

    /** Makes the objects; nothing is shown yet. */
    static Line of(
            OpcUaServer server,
            Models models,
            Sources sources,
            PlantServer.Plant plant,
            ScheduledExecutorService thread) {
        LineNamespace space = new LineNamespace(server);
        space.startup();
        UaObjectNode line = space.folder(LineNamespace.ROOT);
        JobControl jobs = new JobControl(models, space, line, sources.jobs(), sources.gate());
        space.sendsEvents(jobs.receiver());
        jobs.open(plant.rackTypes());
        jobs.show(JobOrders.NONE);
        JobEvents events = new JobEvents(server, space, models, jobs.receiver());
        UaObjectNode cells = space.folderIn(line, "Cells");
        Unit.Acts acts = new Unit.Acts(sources.gate(), sources.desk());
        Unit.Made made =
                new Unit.Made(space, models, plant.rackTypes().stream().sorted().toList());
        Map<String, Unit> units = new LinkedHashMap<>();
        for (CellView cell : sources.board().now().cells()) {
            units.put(cell.id(), Unit.of(made, cells, new CellId(cell.id()), acts));
        }
        Map<String, UaObjectNode> nodes = new LinkedHashMap<>();
        units.forEach((id, unit) -> nodes.put(id, unit.node()));
        Alarms alarms = Alarms.of(server, space, sources, line, nodes);
        Machines machines =
                Machines.of(space, models, line, plant, sources.board().now().cells());
        Robotics robotics = Robotics.of(space, models, nodes, plant);
        Whys whys = new Whys(space, line, nodes);
        ResultNews results = results(server, space, models, line, sources, units);
        Objects objects = new Objects(jobs, events, units, results, alarms, machines, robotics, whys);
        return new Line(space, sources, objects, thread);
    }

    private static ResultNews results(
            OpcUaServer server,
            LineNamespace space,
            Models models,
            UaObjectNode line,
            Sources sources,
            Map<String, Unit> units) {
        ResultDesk desk =
                new ResultDesk(sources.desk(), sources.board(), new ResultStructures(models), sources.acknowledged());
        UaObjectNode management = new ResultManagement(models, space, line, desk, sources.gate()).node();
        space.sendsEvents(management);
        return new ResultNews(
                sources.board(),
                sources.desk(),
                new ResultEvents(server, space, models, management),
                (build, evidence) -> Optional.ofNullable(
                                units.get(evidence.cell().value()))
                        .ifPresent(unit -> unit.ended(build, evidence)));
    }

    void start() {
        desk.afterwards(this::look);
        ticking.add(thread.scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS));
        ticking.add(thread.scheduleWithFixedDelay(this::lookAtRobots, 0, Robotics.LOOK_MILLIS, TimeUnit.MILLISECONDS));
        subscription = board.subscribe(this::knock);
    }

    private void knock(PlantView unusedItIsReadLater) {
        if (knocked.compareAndSet(false, true)) {
            try {
                thread.execute(this::look);
            } catch (RejectedExecutionException e) {
                LOG.debug("the plant server has ended");
            }
        }
    }

    private void look() {
        knocked.set(false);
        synchronized (showing) {
            if (closed) {
                return;
            }
            try {
                JobOrders before = shown.with(desk.justTaken());
                PlantView view = board.now();
                Duration uptime = Duration.ofNanos(System.nanoTime() - begun);
                for (CellView cell : view.cells()) {
                    Optional.ofNullable(units.get(cell.id()))
                            .ifPresent(unit -> unit.show(view, cell, built(cell), uptime));
                }
                machines.show(view);
                whys.show(view);
                results.look(view);
                alarms.show();
                JobOrders now = desk.orders();
                if (!now.equals(shown)) {
                    jobs.show(now);
                    for (Job became : now.since(before)) {
                        events.tell(became, board.build(new RackId(became.id())));
                    }
                    shown = now;
                }
            } catch (RuntimeException e) {
                LOG.warn("the line could not be shown to the plant's systems; the next change is", e);
            }
        }
    }

    private Optional<RackBuild> built(CellView cell) {
        return cell.rack().flatMap(rack -> board.build(new RackId(rack)));
    }

    private void lookAtRobots() {
        synchronized (showing) {
            if (closed) {
                return;
            }
            try {
                robotics.show(board.now());
            } catch (RuntimeException e) {
                LOG.warn("the robots could not be shown to the plant's systems; the next look is", e);
            }
        }
    }

    @Override
    public void close() {
        ticking.forEach(tick -> tick.cancel(false));
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.debug("closing: {}", e.toString());
        }
        synchronized (showing) {
            closed = true;
        }
        space.shutdown();
    }
}
