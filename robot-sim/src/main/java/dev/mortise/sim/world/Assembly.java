package dev.mortise.sim.world;

import dev.mortise.sim.tool.Nutrunner;
import dev.mortise.sim.world.Commands.Result;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Docking, fastening, picking, clamping, latching: what assembles. */
final class Assembly {

    private final World world;
    private final Station station;

    Assembly(World world, Station station) {
        this.world = world;
        this.station = station;
    }

    Optional<Outcome> finish(PlcCommand command) {
        RandomGenerator chance = world.chance(command.id());
        return frame(command, chance).or(() -> part(command)).or(() -> hold(command, chance));
    }

    private Optional<Outcome> frame(PlcCommand command, RandomGenerator chance) {
        return switch (command.name()) {
            case "rack.move" ->
                new Result()
                        .effect(Effect.of(Effect.Kind.RACK_AT, "", command.text("to")))
                        .ok();
            case "frame.dock" ->
                new Result()
                        .value("datum_error", Math.abs(0.3 * chance.nextGaussian()), "mm")
                        .report("serial", command.rack())
                        .effect(Effect.of(Effect.Kind.MEASURED))
                        .ok();
            case "busbar.place", "frame.undock" -> measured("serial", serial(command, "BB"));
            case "rack.label" -> measured("shock_tag", serial(command, "ST"));
            case "manifold.mount" ->
                new Result()
                        .value("float", 2.4 + 0.2 * chance.nextGaussian(), "mm")
                        .report("serial", serial(command, "MF"))
                        .effect(Effect.of(Effect.Kind.MEASURED))
                        .ok();
            default -> Optional.empty();
        };
    }

    private static Optional<Outcome> measured(String report, String text) {
        return new Result()
                .report(report, text)
                .effect(Effect.of(Effect.Kind.MEASURED))
                .ok();
    }

    private Optional<Outcome> part(PlcCommand command) {
        return switch (command.name()) {
            case "part.pick" -> pick(command);
            case "part.release" ->
                new Result().effect(Effect.of(Effect.Kind.HAND_EMPTY)).ok();
            case "part.grip" -> grip(command);
            case "part.return" -> giveBack();
            default -> Optional.empty();
        };
    }

    private Optional<Outcome> hold(PlcCommand command, RandomGenerator chance) {
        return switch (command.name()) {
            case "screws.tighten" -> tighten(command, chance, (int) command.number("count", 1), true);
            case "screws.loosen" ->
                new Result().effect(Effect.of(Effect.Kind.SCREWS_LOOSENED)).ok();
            case "lock.tighten" -> tighten(command, chance, 1, false);
            case "clamp.close" ->
                new Result()
                        .value("clamp_force", 620 + 15 * chance.nextGaussian(), "N")
                        .effect(Effect.of(Effect.Kind.CLAMPED))
                        .ok();
            case "clamp.open" ->
                new Result().effect(Effect.of(Effect.Kind.UNCLAMPED)).ok();
            case "latch.close" -> latch(command, chance);
            case "latch.open" ->
                new Result()
                        .effect(Effect.of(Effect.Kind.UNLATCHED, command.slot(), ""))
                        .ok();
            default -> Optional.empty();
        };
    }

    private Optional<Outcome> tighten(PlcCommand command, RandomGenerator chance, int count, boolean indexed) {
        Nutrunner tool = new Nutrunner(command.number("torque", 1));
        boolean low = strikes(Faults.Kind.TORQUE_LOW, command);
        boolean crossed = strikes(Faults.Kind.CROSS_THREAD, command);
        Result result = new Result();
        for (int i = 1; i <= count; i++) {
            Nutrunner.Screw screw = i > 1 || !(low || crossed)
                    ? Nutrunner.Screw.GOOD
                    : low ? Nutrunner.Screw.STRIPPED : Nutrunner.Screw.CROSS_THREADED;
            Nutrunner.Tightening done = tool.tighten(screw, chance);
            String index = indexed ? "[" + i + "]" : "";
            result.value("torque" + index, done.torqueNewtonMetres(), "N·m")
                    .value("angle" + index, done.angleDegrees(), "deg");
        }
        result.effect(Effect.of(Effect.Kind.SCREWS_DRIVEN, command.slot(), Integer.toString(count)));
        if (low) {
            return result.partFailure("torque-low");
        }
        return crossed ? result.partFailure("cross-thread") : result.ok();
    }

    /** A gripper that holds such a part already keeps it: asking twice is not picking twice. */
    private Optional<Outcome> pick(PlcCommand command) {
        String part = command.text("part");
        Optional<Rack.Part> held = station.held().filter(holds -> holds.part().equals(part));
        String serial = held.map(Rack.Part::serial).orElseGet(() -> serial(command, part));
        return new Result()
                .report("serial", serial)
                .effect(Effect.of(Effect.Kind.PART_HELD, part, serial))
                .ok();
    }

    private Optional<Outcome> grip(PlcCommand command) {
        Optional<Rack.Part> seated = world.seatedIn(command.rack(), command.slot());
        return seated.map(part -> new Result()
                        .effect(Effect.of(Effect.Kind.PART_HELD, part.part(), part.serial()))
                        .ok())
                .orElseGet(() -> Optional.of(Outcome.failed(Outcome.STATION_FAULT, "nothing-to-grip")));
    }

    private Optional<Outcome> giveBack() {
        return new Result()
                .report("serial", station.held().map(Rack.Part::serial).orElse(""))
                .effect(Effect.of(Effect.Kind.HAND_EMPTY))
                .ok();
    }

    private Optional<Outcome> latch(PlcCommand command, RandomGenerator chance) {
        boolean seated = world.seatedIn(command.rack(), command.slot()).isPresent();
        boolean open = !seated || strikes(Faults.Kind.NOT_LATCHED, command);
        Result result = new Result()
                .value("latch_angle", open ? 41 : 90 + chance.nextGaussian(), "deg")
                .value("seat_gap", open ? 4.2 : Math.abs(0.08 * chance.nextGaussian()), "mm");
        return open
                ? result.partFailure("not-latched")
                : result.effect(Effect.of(Effect.Kind.LATCHED, command.slot(), ""))
                        .ok();
    }

    private boolean strikes(Faults.Kind kind, PlcCommand command) {
        return world.faults().strikes(kind, station.cell(), command.template(), command.slot());
    }

    /** Serials are unique because command ids are. */
    private static String serial(PlcCommand command, String kind) {
        return kind.toUpperCase(Locale.ROOT) + "-"
                + String.format(Locale.ROOT, "%08X", command.id().hashCode());
    }
}
