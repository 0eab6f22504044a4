package dev.mortise.sim.world;

import dev.mortise.sim.world.Outcome.CurveData;
import dev.mortise.sim.world.Outcome.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the commands of commands.yaml do to the world of one cell. */
public final class Commands {

    private static final double MILLIS = 1_000;
    private static final double SECONDS_PER_MINUTE = 60;

    /** Commands that bring a rack or work without one being docked. */
    private static final Set<String> WITHOUT_RACK = Set.of("rack.move");

    private final World world;
    private final Station station;
    private final double speed;
    private final Assembly assembly;
    private final Fluids fluids;
    private final Checks checks;

    public Commands(World world, Station station, double speed) {
        this.world = world;
        this.station = station;
        this.speed = speed;
        this.assembly = new Assembly(world, station);
        this.fluids = new Fluids(world, station);
        this.checks = new Checks(world, station);
    }

    /**
     * A command that may begin.
     *
     * @param millis real time it takes
     * @param finish computes the outcome when the time is over; called once
     */
    public record Job(long millis, Supplier<Outcome> finish) {}

    /** What is wrong with the command's parameters, in one sentence. */
    public Optional<String> badParameter(PlcCommand command) {
        return Parameters.wrong(command);
    }

    /** Why the command cannot begin: an interlock, in one sentence. */
    public Optional<String> interlock(PlcCommand command) {
        synchronized (world) {
            Rack rack = world.rack(command.rack());
            if (!WITHOUT_RACK.contains(command.name()) && !rack.place.equals(station.cell())) {
                return Optional.of("rack " + command.rack() + " is not in " + station.cell());
            }
            return switch (command.name()) {
                case "leak.test" ->
                    rack.latched.containsAll(traysIn(rack)) ? Optional.empty() : Optional.of("a tray latch is open");
                case "coolant.fill" ->
                    rack.leakTested ? Optional.empty() : Optional.of("no leak test passed for this configuration");
                case "power.on" -> rack.filled ? Optional.empty() : Optional.of("the loop is not filled");
                case "latch.open", "part.grip" ->
                    rack.filled || rack.powered
                            ? Optional.of("the loop is filled or the bus is live")
                            : Optional.empty();
                default -> Optional.empty();
            };
        }
    }

    private static List<String> traysIn(Rack rack) {
        return rack.seated.entrySet().stream()
                .filter(entry -> entry.getValue().part().endsWith("-tray"))
                .map(Map.Entry::getKey)
                .toList();
    }

    public Job begin(PlcCommand command) {
        station.concerns(command);
        return new Job(millis(command), () -> finish(command));
    }

    private Outcome finish(PlcCommand command) {
        synchronized (world) {
            if (world.faults().strikes(Faults.Kind.STATION_FAULT, station.cell(), command.template(), command.slot())) {
                return Outcome.failed(Outcome.STATION_FAULT, "tool-fault");
            }
            return assembly.finish(command)
                    .or(() -> fluids.finish(command))
                    .or(() -> checks.finish(command))
                    .orElseGet(() -> Outcome.failed(Outcome.STATION_FAULT, "no-such-tool"));
        }
    }

    private long millis(PlcCommand command) {
        double plantSeconds = switch (command.name()) {
            case "rack.move" -> dwell("rack-move");
            case "screws.tighten", "screws.loosen" -> dwell("screw") * command.number("count", 1);
            case "joint.measure" -> dwell("joint") * command.number("count", 1);
            case "leak.test" -> command.number("stabilise", 0) + command.number("measure", 0);
            case "continuity.test" -> dwell("continuity");
            case "kit.check" -> dwell("kit");
            case "cable.connect" -> dwell("cable") * command.number("count", 1);
            case "vision.inspect" -> dwell("inspect");
            case "coolant.fill" -> dwell("fill");
            case "coolant.drain" -> dwell("drain");
            case "coolant.purge" -> dwell("purge");
            case "ground.bond" -> dwell("bond");
            case "power.on" -> dwell("power");
            case "links.test" -> dwell("links");
            case "burnin.run" -> command.number("duration", 0) * SECONDS_PER_MINUTE;
            default -> 0;
        };
        double seconds = plantSeconds == 0
                ? world.physics().number("quick")
                : Math.max(world.physics().number("shortest-dwell"), plantSeconds / speed);
        return Math.round(seconds * MILLIS);
    }

    private double dwell(String name) {
        return world.physics().number("dwell." + name);
    }

    /** An OK outcome under construction. */
    static final class Result {
        private final List<Value> values = new ArrayList<>();
        private final Map<String, String> reports = new HashMap<>();
        private final List<String> effects = new ArrayList<>();
        private CurveData curve = CurveData.NONE;

        Result value(String name, double value, String unit) {
            values.add(new Value(name, value, unit));
            return this;
        }

        Result report(String name, String text) {
            reports.put(name, text);
            return this;
        }

        Result effect(Effect effect) {
            effects.add(effect.toString());
            return this;
        }

        Result curve(CurveData data) {
            curve = data;
            return this;
        }

        Optional<Outcome> ok() {
            return Optional.of(new Outcome(Outcome.OK, "", values, reports, curve, effects));
        }

        Optional<Outcome> partFailure(String reason) {
            return Optional.of(new Outcome(Outcome.PART_FAILURE, reason, values, reports, curve, effects));
        }
    }
}
