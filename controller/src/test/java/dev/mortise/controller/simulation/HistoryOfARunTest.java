package dev.mortise.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.history.Archive;
import dev.mortise.controller.adapter.history.Keeping;
import dev.mortise.controller.adapter.history.Recorder;
import dev.mortise.controller.port.PlantView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is known afterwards of a line in which controllers die, wires are cut and racks go back. */
@Tag("simulation")
class HistoryOfARunTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration RUN = Duration.ofSeconds(90);
    private static final long FILE_BYTES = 200_000;

    @TempDir
    Path directory;

    private final TreeMap<Instant, PlantView> shown = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theBoardReplayedToAnInstantIsTheBoardThatWasShownThen(long seed) throws Exception {
        Keeping keeping = new Keeping(directory, Duration.ofDays(36_500), 1_000_000_000);
        run(seed, new Recorder(keeping, FILE_BYTES));
        Archive archive = new Archive(directory, Clock.fixed(shown.lastKey(), ZoneOffset.UTC));

        assertThat(shown).hasSizeGreaterThan(100);
        for (Map.Entry<Instant, PlantView> then : shown.entrySet()) {
            JsonNode told = JSON.readTree(
                    archive.at(then.getKey()).picture().plant(then.getKey()).toString());
            assertThat(told.equals(JSON.readTree(JSON.writeValueAsString(then.getValue()))))
                    .as("seed " + seed + " at " + then.getKey())
                    .isTrue();
        }
    }

    private void run(long seed, Recorder recorder) {
        Kernel kernel = new Kernel(seed);
        World world = new World(kernel, Bug.NONE, SmallLine.type(Bug.NONE).plan());
        Conditions conditions = Conditions.drawn(kernel, seed);
        SimulatedLine line = new SimulatedLine(world, conditions, Fleet.drawn(seed));
        line.starts();
        Person person = new Person(
                world, line::station, new RackPerson(world, line::station, new RackTrouble(seed, conditions.racks())));
        person.begins();
        for (int i = 1; i <= conditions.racks(); i++) {
            person.orders("R-" + i);
        }
        again(kernel, Duration.ofSeconds(13), line::killController);
        again(kernel, Duration.ofSeconds(7), line::cutSomething);
        again(
                kernel,
                LOOK,
                () -> line.station().ifPresent(now -> {
                    PlantView view = now.panel().now();
                    shown.put(view.at(), view);
                    recorder.look(view);
                }));
        kernel.runUntil(RUN);
        line.close();
    }

    private static void again(Kernel kernel, Duration every, Runnable what) {
        kernel.after(every, () -> {
            what.run();
            again(kernel, every, what);
        });
    }
}
