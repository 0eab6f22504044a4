package dev.mortise.sim.world;

import dev.mortise.sim.world.Commands.Result;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Inspection, electrical bay, rack test, burn-in: what only looks. */
final class Checks {

    private static final int SHELVES = 8;

    private final World world;
    private final Station station;

    Checks(World world, Station station) {
        this.world = world;
        this.station = station;
    }

    Optional<Outcome> finish(PlcCommand command) {
        RandomGenerator chance = world.chance(command.id());
        Result result = new Result().effect(Effect.of(Effect.Kind.MEASURED));
        return switch (command.name()) {
            case "slot.check" -> {
                boolean empty = world.seatedIn(command.rack(), command.slot()).isEmpty();
                yield result.value("empty_score", empty ? 0.98 : 0.02, "1").ok();
            }
            case "joint.measure" ->
                indexed(command, result, new Typical("resistance", 14, 1.5, "µΩ"), chance)
                        .ok();
            case "continuity.test" ->
                result.value("opens", 0, "1")
                        .value("shorts", 0, "1")
                        .value("connector_score", 0.97, "1")
                        .ok();
            case "kit.check" ->
                result.value("missing", 0, "1")
                        .value("l10_age", 30 + 5 * chance.nextDouble(), "h")
                        .ok();
            case "cable.connect" ->
                indexed(command, result, new Typical("click_force", 34, 2, "N"), chance)
                        .value("bend_score", 0.93, "1")
                        .ok();
            case "vision.inspect" -> inspect(command, result, chance);
            case "ground.bond" ->
                result.value("bond_resistance", 22 + chance.nextGaussian(), "mΩ")
                        .ok();
            case "power.on" -> powerOn(command, chance);
            case "power.off" ->
                new Result().effect(Effect.of(Effect.Kind.UNPOWERED)).ok();
            case "links.test" -> linksTest(command, result, chance);
            case "burnin.run" ->
                result.value("temperature_max", 66 + chance.nextGaussian(), "degC")
                        .value("errors", 0, "1")
                        .value("flow", 164 + chance.nextGaussian(), "L/min")
                        .ok();
            default -> Optional.empty();
        };
    }

    /** What a good part measures. */
    private record Typical(String name, double mean, double scatter, String unit) {}

    private static Result indexed(PlcCommand command, Result result, Typical typical, RandomGenerator chance) {
        int count = (int) command.number("count", 1);
        for (int i = 1; i <= count; i++) {
            result.value(
                    typical.name() + "[" + i + "]",
                    typical.mean() + typical.scatter() * chance.nextGaussian(),
                    typical.unit());
        }
        return result;
    }

    private Optional<Outcome> inspect(PlcCommand command, Result result, RandomGenerator chance) {
        boolean reject =
                world.faults().strikes(Faults.Kind.VISION_REJECT, station.cell(), command.template(), command.slot());
        return result.value("score_min", reject ? 0.5 : 0.9 + 0.01 * chance.nextGaussian(), "1")
                .value("foreign_objects", 0, "1")
                .value("missing_marks", 0, "1")
                .ok();
    }

    private Optional<Outcome> powerOn(PlcCommand command, RandomGenerator chance) {
        Result result = new Result();
        for (int i = 1; i <= SHELVES; i++) {
            result.value("shelf_voltage[" + i + "]", 50.5 + 0.2 * chance.nextGaussian(), "V");
        }
        long trays = world.rack(command.rack()).seated.values().stream()
                .filter(part -> part.part().endsWith("-tray"))
                .count();
        return result.value("discovered", (double) trays, "1")
                .effect(Effect.of(Effect.Kind.POWERED))
                .ok();
    }

    private Optional<Outcome> linksTest(PlcCommand command, Result result, RandomGenerator chance) {
        double links = command.number("links", 0);
        boolean down =
                world.faults().strikes(Faults.Kind.LINK_DOWN, station.cell(), command.template(), command.slot());
        result.value("links_up", down ? links - 1 : links, "1")
                .value("symbol_errors", 0, "1")
                .value("temperature_max", 58 + chance.nextGaussian(), "degC");
        return down ? result.partFailure("link-down") : result.ok();
    }
}
