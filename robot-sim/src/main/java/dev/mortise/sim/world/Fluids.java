package dev.mortise.sim.world;

import dev.mortise.sim.tool.LeakTester;
import dev.mortise.sim.world.Commands.Result;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Leak test, fill, drain, purge. A leak is physical: it stays until its tray is pulled. */
final class Fluids {

    private static final double PASCAL_PER_BAR = 1e5;

    private final World world;
    private final Station station;

    Fluids(World world, Station station) {
        this.world = world;
        this.station = station;
    }

    Optional<Outcome> finish(PlcCommand command) {
        RandomGenerator chance = world.chance(command.id());
        return switch (command.name()) {
            case "leak.test" -> leakTest(command, chance);
            case "coolant.fill" ->
                new Result()
                        .value("volume", command.number("volume", 0) + 0.05 * chance.nextGaussian(), "L")
                        .value("conductivity", 12 + chance.nextGaussian(), "µS/cm")
                        .value("flow", 165 + 2 * chance.nextGaussian(), "L/min")
                        .value("pressure_loss", 1.4 + 0.05 * chance.nextGaussian(), "bar")
                        .effect(Effect.of(Effect.Kind.FILLED))
                        .ok();
            case "coolant.drain" ->
                new Result()
                        .value("residual_volume", Math.abs(0.1 * chance.nextGaussian()), "L")
                        .effect(Effect.of(Effect.Kind.DRAINED))
                        .ok();
            case "coolant.purge" ->
                new Result()
                        .value("humidity", 4 + 0.5 * chance.nextGaussian(), "%")
                        .value("loop_pressure", Math.abs(0.02 * chance.nextGaussian()), "bar")
                        .effect(Effect.of(Effect.Kind.DRAINED))
                        .ok();
            default -> Optional.empty();
        };
    }

    private Optional<Outcome> leakTest(PlcCommand command, RandomGenerator chance) {
        Rack rack = world.rack(command.rack());
        Result result = new Result();
        Optional<String> ordered = world.faults().leakSlot(station.cell(), command.template());
        ordered.filter(slot -> !slot.isEmpty()).ifPresent(slot -> {
            rack.leaking.add(slot);
            result.effect(Effect.of(Effect.Kind.COUPLING_LEAKS, slot, ""));
        });
        boolean leaks = !rack.leaking.isEmpty() || ordered.isPresent();
        Physics physics = world.physics();
        double volume = physics.number("leak.volume");
        double measure = command.number("measure", 10);
        LeakTester.Decay decay = new LeakTester(
                        volume,
                        physics.number("leak.heated"),
                        physics.number("leak.relaxation"),
                        physics.number("leak.noise"))
                .test(
                        command.number("pressure", 2) * PASCAL_PER_BAR,
                        command.number("stabilise", 20),
                        measure,
                        physics.number(leaks ? "leak.leaking" : "leak.tight"),
                        chance);
        result.value("leak_rate", decay.apparentSccm(volume, measure), "sccm")
                .value("pressure_drop", decay.dropPascal(), "Pa")
                .value("temperature_drift", decay.driftKelvin(), "K")
                .curve(new Outcome.CurveData("pressure", "s", "Pa", decay.seconds(), decay.pascal()));
        if (leaks) {
            rack.leaking.stream().sorted().findFirst().ifPresent(slot -> result.report("suspect", slot));
            return result.effect(Effect.of(Effect.Kind.MEASURED)).partFailure("leak");
        }
        return result.effect(Effect.of(Effect.Kind.LEAK_TESTED)).ok();
    }
}
