package dev.mortise.controller.simulation;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.mortise.controller.actor.ActorSystems;
import dev.mortise.controller.actor.CellDevices;
import dev.mortise.controller.actor.LineActor;
import dev.mortise.controller.actor.LineSetup;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.StepKind;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.step.StepKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A whole line: disk and devices that stay, and one life of the controller after the other. */
final class SimulatedLine {

    /** So few that most lives begin with one, and that many end between an event and its snapshot. */
    private static final int SNAPSHOT_EVERY = 7;

    private static final Config AKKA = ConfigFactory.parseResources(SimulatedLine.class, "simulation.conf")
            .withFallback(ConfigFactory.load())
            .resolve();
    private static final Map<String, StepKind> STEP_KINDS = StepKinds.load();

    private final World world;
    private final Kernel kernel;
    private final Conditions conditions;
    private final Fleet fleet;
    private final Store store;
    private final Database database;
    private final List<ControllerProcess> processes = new ArrayList<>();
    private final Map<CellId, PlcDevice> plcs = new LinkedHashMap<>();
    private final RobotDevices robots;
    private final List<PlcWire> wires = new ArrayList<>();
    private final List<RobotWire> robotWires = new ArrayList<>();
    private Optional<Person.Station> station = Optional.empty();
    private boolean writesFail = true;

    SimulatedLine(World world, Conditions conditions, Fleet fleet) {
        this.world = world;
        this.kernel = world.kernel;
        this.conditions = conditions;
        this.fleet = fleet;
        this.robots = new RobotDevices(world);
        this.store = new Store(world.bug);
        this.database = new Database(world, store, this::failingShare, fleet.lateShare());
        for (int number = 1; number <= fleet.processes(); number++) {
            processes.add(new ControllerProcess(
                    "controller-" + number, kernel, fleet.unequalClocks(), this::open, this::begin, this::ended));
        }
        SmallLine.plant().allCells().forEach(cell -> {
            PlcDevice plc =
                    new PlcDevice(world, cell.id(), new Steel(world, cell.id(), conditions.failures())::carryOut);
            plcs.put(cell.id(), plc);
            watched(plc, cell.id(), 0);
            robots.add(cell);
        });
    }

    /** The PLC's watch on its controller: 2 s without one, and it holds. */
    private void watched(PlcDevice plc, CellId cell, int silentHalfSeconds) {
        kernel.after(Duration.ofMillis(500), () -> {
            boolean heard = wires.stream()
                    .anyMatch(wire -> wire.isHeard() && wire.cell().equals(cell));
            int silent = heard ? 0 : silentHalfSeconds + 1;
            if (silent == 4) {
                plc.controllerSilent();
            }
            watched(plc, cell, silent);
        });
    }

    Optional<Person.Station> station() {
        return station;
    }

    List<CellId> cells() {
        return List.copyOf(plcs.keySet());
    }

    List<PlantView.RackView> racks() {
        return station.map(now -> now.panel().now().racks()).orElse(List.of());
    }

    /** Asks for every rack's record, as people do: from the controller, whether the rack is there or gone. */
    void read(Consumer<RackBuild> reader) {
        station.ifPresent(now -> now.panel()
                .now()
                .racks()
                .forEach(rack -> now.desk().record(new RackId(rack.id()), record -> record.ifPresent(reader))));
    }

    void starts() {
        processes.forEach(ControllerProcess::starts);
    }

    private double failingShare() {
        return writesFail ? conditions.failingWrites() : 0;
    }

    private void open(Kernel.Life life, Consumer<Disk> opened, Consumer<String> gone) {
        if (fleet.isSeveral()) {
            new LeaseKeeper(world, database, life, gone).competes(epoch -> opened.accept(database.disk(life, epoch)));
        } else {
            opened.accept(new EmbeddedDisk(store, kernel, life, this::failingShare));
        }
    }

    private void begin(Kernel.Life life, Disk disk) {
        SimulatedJournal.DISKS.put(life.key, disk);
        Panel panel = new Panel(kernel.clock());
        LineSetup setup = new LineSetup(
                SmallLine.plant(),
                Map.of("small", SmallLine.type(world.bug)),
                STEP_KINDS,
                cell -> devices(cell, life),
                List::of,
                panel,
                kernel.time(),
                true,
                Map.of());
        Config config = AKKA.withValue("simulation.life", ConfigValueFactory.fromAnyRef(life.key));
        ActorSystem<LineActor.Command> system = ActorSystems.start(process(setup, life), "mortise", config);
        station = Optional.of(new Person.Station(new PanelDesk(system, panel), panel, life));
        kernel.note("controller starts");
    }

    /**
     * The line below a guardian that ends the process with it. A system that terminates by itself uses threads that are not
     * the kernel's.
     */
    private Behavior<LineActor.Command> process(LineSetup setup, Kernel.Life life) {
        return Behaviors.setup(context -> {
            ActorRef<LineActor.Command> line = context.spawn(LineActor.create(setup, SNAPSHOT_EVERY), "line");
            context.watch(line);
            return Behaviors.receive(LineActor.Command.class)
                    .onAnyMessage(message -> {
                        line.tell(message);
                        return Behaviors.same();
                    })
                    .onSignal(Terminated.class, gone -> {
                        kernel.note("controller ends by itself");
                        endsOf(life);
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private CellDevices devices(CellSpec cell, Kernel.Life life) {
        PlcDevice plc = Optional.ofNullable(plcs.get(cell.id())).orElseThrow();
        PlcWire wire = new PlcWire(world, life, cell.id(), plc, conditions.latency());
        wires.add(wire);
        Map<RobotId, RobotLink> own = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        cell.robots().forEach(robot -> {
            RobotDevice device = robots.of(cell.id());
            RobotWire link = new RobotWire(world, life, cell.id(), robot.id(), device, conditions.failures());
            robotWires.add(link);
            own.put(robot.id(), link);
        });
        return new CellDevices(cell.id(), wire, own, true);
    }

    /** At once, or in the very moment in which a robot has done something and nobody has stored it. */
    void killController() {
        if (kernel.happens(0.3)) {
            robots.afterSomeFinish(this::killNow);
        } else {
            killNow();
        }
    }

    /** kill -9, and a supervisor that starts it again. */
    private void killNow() {
        station.filter(now -> !now.life().isOver()).ifPresent(now -> {
            kernel.note("controller killed");
            if (world.bug == Bug.STORE_CONFIRMS_TOO_EARLY && !store.journals().isEmpty()) {
                List<String> journals = store.journals();
                store.lose(journals.get(kernel.chance.nextInt(journals.size())), 1);
            }
            endsOf(now.life());
        });
    }

    private void endsOf(Kernel.Life life) {
        processes.forEach(process -> process.ends(life));
    }

    private void ended(Kernel.Life life) {
        SimulatedJournal.DISKS.remove(life.key);
        wires.removeIf(wire -> !wire.isAlive());
        robotWires.removeIf(wire -> !wire.isAlive());
        station = station.filter(now -> now.life() != life);
    }

    /** Some process, in charge or not, sleeps: for less than a lease, or for longer. */
    void pauseSomeProcess() {
        if (kernel.happens(0.5)) {
            robots.afterSomeFinish(() -> station.map(Person.Station::life).ifPresent(this::pause));
        } else {
            some().ifPresent(this::pause);
        }
    }

    private void pause(Kernel.Life life) {
        Duration length = kernel.between(100, 8_000);
        kernel.note(life.name() + " pauses", length.toString());
        life.pause(
                length,
                () -> robotWires.stream()
                        .filter(wire -> wire.isOf(life))
                        .toList()
                        .forEach(RobotWire::commandsOn));
    }

    /** Its memory of motions is gone. */
    void restartSomeRobot() {
        robots.restartSome(this::killNow);
    }

    /** Some process does not reach its database for a while. */
    void cutSomeProcessOff() {
        Duration length = kernel.between(200, 6_000);
        some().ifPresent(life -> database.cutOff(life, length));
    }

    private Optional<Kernel.Life> some() {
        return processes.get(kernel.chance.nextInt(processes.size())).life();
    }

    void cutSomething() {
        Duration gap = kernel.between(200, 6_000);
        if (!wires.isEmpty() && kernel.happens(0.7)) {
            PlcWire wire = wires.get(kernel.chance.nextInt(wires.size()));
            kernel.note(wire.cell() + " wire cut");
            wire.cut("cut");
            kernel.after(gap, wire::mend);
        } else if (!robotWires.isEmpty()) {
            RobotWire wire = robotWires.get(kernel.chance.nextInt(robotWires.size()));
            wire.cut();
            kernel.after(gap, wire::mend);
        }
    }

    /** At once, or in the very moment in which it has done something. */
    void restartSomePlc() {
        CellId cell = cells().get(kernel.chance.nextInt(plcs.size()));
        PlcDevice plc = Optional.ofNullable(plcs.get(cell)).orElseThrow();
        boolean cold = kernel.happens(conditions.coldShare());
        if (kernel.happens(0.5)) {
            plc.afterNextOutcome(() -> kernel.after(kernel.between(0, 30), () -> restart(cell, plc, cold)));
        } else {
            restart(cell, plc, cold);
        }
    }

    /** Its clients lose their sessions; it is back a little later. */
    private void restart(CellId cell, PlcDevice plc, boolean cold) {
        wires.stream().filter(wire -> wire.cell().equals(cell)).toList().forEach(wire -> {
            wire.cut("the PLC is gone");
            kernel.after(kernel.between(500, 4_000), wire::mend);
        });
        plc.restart(cold);
    }

    /** Nothing goes wrong by itself from now on. */
    void calm() {
        kernel.note("calm");
        writesFail = false;
        database.mend();
        wires.forEach(PlcWire::mend);
        robotWires.forEach(RobotWire::mend);
    }

    void close() {
        processes.forEach(ControllerProcess::closes);
    }
}
