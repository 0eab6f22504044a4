package dev.mortise.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.command.Qualifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A short run of {@code mortise bench realtime}. What it finds on this machine is not judged, but that it is consistent. */
@Tag("wire")
class BenchTest {

    private static final int HZ = 250;
    private static final List<Integer> ROBOTS = List.of(1, 3);
    private static final List<String> PERCENTILES = List.of("p50_us", "p99_us", "p99.9_us", "max_us");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aMachineIsQualifiedWithATableWordsAndAnExitCode() throws IOException {
        Path file = directory.resolve("figures.json");

        int code = run(Optional.empty(), Optional.of(file));

        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(out.toString())
                .contains("cores ", "kernel ", "java ", "load average", "a bare echo in ")
                .contains("timer, idle", "timer, load")
                .containsPattern("1 robot, idle +(C|Java) echo ")
                .containsPattern("3 robots, load +(C|Java) echo ")
                .containsPattern(
                        "mortise +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9]+ +[0-9.]+ %   p50 [0-9.]+ p99 [0-9.]+")
                .containsPattern("mortise own +[0-9.]+ ")
                .contains("verdict: " + json.path("verdict").path("inside").asString())
                .contains("verdict: " + json.path("verdict").path("own").asString());
        assertThat(err.toString()).contains("[1/6] timer, idle", "[6/6] 3 robots, load");
        List<String> verdicts = new ArrayList<>();
        json.path("runs").forEach(run -> verdicts.add(run.path("verdict").asString()));
        assertThat(verdicts).as("idle and beside the load, in both processes").hasSize(2 * 2 * ROBOTS.size());
        assertThat(code).isEqualTo(verdicts.contains("not fit") ? 1 : 0);
        assertThat(json.path("host").path("cores").asString())
                .isEqualTo(Integer.toString(Runtime.getRuntime().availableProcessors()));
        json.path("timer").forEach(timer -> consistent(timer, HZ));
        json.path("runs").forEach(run -> {
            consistent(run.path("floor"), (long) HZ * run.path("robots").asInt());
            consistent(run.path("engine"), (long) HZ * run.path("robots").asInt());
            assertThat(run.path("p50_ratio").asDouble())
                    .isEqualTo(run.path("engine").path("p50_us").asDouble()
                            / run.path("floor").path("p50_us").asDouble());
        });
    }

    private static void consistent(JsonNode figures, long states) {
        assertThat(figures.path("states").asLong()).isEqualTo(states);
        assertThat(figures.path("counted").asLong()).isGreaterThanOrEqualTo(states);
        assertThat(figures.path("missed").asLong())
                .isBetween(
                        figures.path("unanswered").asLong(),
                        figures.path("counted").asLong());
        assertThat(PERCENTILES.stream().map(name -> figures.path(name).asDouble()))
                .isSorted()
                .allSatisfy(value -> assertThat(value).isPositive());
    }

    @Test
    void settingsThatAreWrongAreNotMeasuredWith() throws IOException {
        Path settings = directory.resolve("mortise.yaml");
        Files.writeString(settings, "plant: p.yaml\nrack_types: [r.yaml]\nrealtime: { horizon_cycles: 99 }\n");

        assertThat(run(Optional.of(settings), Optional.empty())).isEqualTo(1);

        assertThat(err.toString()).contains("mortise.yaml:3:").contains("'99'");
        assertThat(out.toString()).isEmpty();
    }

    private int run(Optional<Path> settings, Optional<Path> json) {
        return new Bench()
                .qualify(
                        new Qualifier.Wanted(ROBOTS, HZ, 1, EnumSet.allOf(Qualifier.Place.class), settings, json),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true));
    }
}
