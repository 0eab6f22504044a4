package dev.mortise.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.plc.CommandCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens, and wherever the simulator is killed: a world made of the ledger is the world that was. */
class WorldReplayTest {

    private static final List<String> CELLS = List.of("TRAY-A", "LEAK-A");
    private static final List<String> RACKS = List.of("R1", "R2");
    private static final List<String> SLOTS = List.of("", "C01", "C02");
    private static final List<String> COMMANDS = CommandCatalogue.load().capabilities().stream()
            .flatMap(capability -> capability.commands().stream())
            .map(CommandCatalogue.Command::name)
            .toList();

    private static final int HISTORIES = 40;
    private static final int STEPS = 120;

    @TempDir
    private Path directory;

    @Test
    void aWorldReplayedFromAnyPrefixOfItsLedgerIsTheWorldOfThatMoment() throws IOException, Faults.BadFault {
        int seated = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Path file = directory.resolve("ledger-" + seed);
            Random random = new Random(seed);
            Faults faults = new Faults(CELLS, 7);
            faults.order("kind=leak slot=C01 times=3");
            faults.order("kind=station-fault times=3");
            faults.order("kind=not-latched times=2");
            Map<Integer, String> moments = new HashMap<>();
            try (Ledger ledger = Ledger.open(file, Clock.systemUTC())) {
                World world = new World(ledger, faults, Physics.load(), seed);
                for (int i = 0; i < STEPS; i++) {
                    step(world, random, "c" + i);
                    moments.put(Ledger.read(file).size(), picture(world));
                }
            }

            List<Ledger.Line> lines = Ledger.read(file);
            for (int n = 0; n <= lines.size(); n++) {
                World again = new World(
                        Ledger.open(directory.resolve("other"), Clock.systemUTC()),
                        new Faults(CELLS, 7),
                        Physics.load(),
                        seed);
                again.replay(lines.subList(0, n));
                if (moments.containsKey(n)) {
                    assertThat(picture(again))
                            .as("history %s after line %s", seed, n)
                            .isEqualTo(moments.get(n));
                }
            }
            seated += Files.readString(file).split("PART_SEATED", -1).length - 1;
        }
        assertThat(seated).as("histories in which enough happens").isGreaterThan(HISTORIES);
    }

    private static void step(World world, Random random, String id) {
        Station station = world.station(any(CELLS, random));
        if (random.nextInt(3) == 0) {
            station.reached(random.nextBoolean() ? 0.2495 : 0.01, 0, random.nextLong());
            return;
        }
        // moving, picking and gripping are what other commands rest on: often enough to meet
        String name = random.nextBoolean()
                ? any(List.of("rack.move", "part.pick", "part.grip", "latch.close"), random)
                : any(COMMANDS, random);
        PlcCommand command = new PlcCommand(
                id,
                name,
                any(RACKS, random),
                any(SLOTS, random),
                "insert-compute-tray",
                Map.of("count", 2.0, "pressure", 2.0, "stabilise", 1.0, "measure", 1.0, "links", 5.0),
                Map.of("part", "compute-tray", "to", any(CELLS, random), "from", "BUF-1"));
        Commands commands = new Commands(world, station, 3_600);
        if (commands.interlock(command).isEmpty()) {
            world.carriedOut(station, command, commands.begin(command).finish().get());
        }
    }

    /** Everything that later commands and robots could notice. */
    private static String picture(World world) {
        List<Object> seen = new ArrayList<>();
        for (String serial : RACKS) {
            Rack rack = world.rack(serial);
            seen.add(serial + " at " + rack.place);
            seen.add(new TreeMap<>(rack.seated));
            seen.add(new TreeSet<>(rack.latched));
            seen.add(new TreeSet<>(rack.leaking));
            seen.add(List.of(rack.leakTested, rack.filled, rack.powered));
        }
        for (String cell : CELLS) {
            Station station = world.station(cell);
            seen.add(List.of(cell, station.held(), station.clamped(), station.inputs()));
        }
        return seen.toString();
    }

    private static String any(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
