package dev.mortise.controller.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.config.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that people write: whatever is in them, they are read, or their faults are told. */
class FilesFuzzTest {

    private static final Path CONF = Path.of("src/main/dist/conf");
    private static final int EXECUTIONS = 60;

    /** What stands in YAML that means harm, or that somebody has mistyped. */
    private static final List<String> WORDS = List.of(
            "&a [*a]",
            "*nobody",
            "!!java.net.URL [x]",
            "{}",
            "[]",
            "~",
            "- - - -",
            "1e999",
            ".nan",
            "-0",
            "9".repeat(400),
            "[".repeat(2_000),
            "{a: ".repeat(500),
            "\u0000",
            "\t",
            "? ",
            "|\n",
            "%YAML 9.9",
            "---",
            "...",
            "\"\\ud800\"",
            "2026-13-45",
            "1 parsec");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"mortise.yaml", "plant.yaml", "nvl72.yaml"})
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverStandsInAFileItIsReadOrItsFaultsAreTold(String name) throws IOException {
        byte[] shipped = Files.readAllBytes(CONF.resolve(name));
        Path file = directory.resolve(name);
        int[] told = new int[1];
        Fuzz.Target target = input -> {
            Files.write(file, input);
            told[0] += Configuration.validate(List.of(file)).isEmpty() ? 0 : 1;
        };

        Fuzz.run(List.of(shipped), Fuzz.executions(EXECUTIONS), target);
        Fuzz.run(worded(shipped), Fuzz.executions(EXECUTIONS), target);

        assertThat(told[0]).as("files with faults").isPositive();
    }

    private static List<byte[]> worded(byte[] shipped) {
        List<String> lines = new String(shipped, StandardCharsets.UTF_8).lines().toList();
        Random random = new Random(1);
        return WORDS.stream()
                .flatMap(word -> Stream.of(random.nextInt(lines.size()), random.nextInt(lines.size()))
                        .map(at -> Stream.concat(
                                        lines.stream().limit(at),
                                        Stream.concat(
                                                Stream.of(lines.get(at).replaceFirst(":.*", "") + ": " + word),
                                                lines.stream().skip(at + 1)))
                                .reduce("", (all, line) -> all + line + "\n")))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
