package dev.mortise.controller.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a target under Jazzer, which sees what an input reaches and goes on from there: in a virtual machine of its own, for a
 * given time. The target is a class with {@code fuzzerTestOneInput}; whatever it throws is a finding.
 */
public final class Jazzer {

    private static final boolean NIGHTLY = "nightly".equals(System.getProperty("mortise.profile"));

    /** Eight targets and what it takes to start them: six minutes of a change. */
    private static final int CHANGE_SECONDS = 30;

    private static final int NIGHT_SECONDS = 1_200;

    /** To start, to make the classes visible, and to end. */
    private static final int BESIDES_SECONDS = 600;

    /** An input that takes longer hangs. */
    private static final int HANGS_SECONDS = 120;

    /**
     * Jazzer's own detectors that are left out: one throws by itself where a library reads through sun.misc.Unsafe with what
     * Jazzer 0.30.0 does not know, the other takes our own socket to a door of ours for a finding.
     */
    private static final String LEFT_OUT = Stream.of("UnsafeSanitizer", "ServerSideRequestForgery")
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
            .collect(Collectors.joining(":"));

    private static final Pattern PROGRESS =
            Pattern.compile("(?m)^#(\\d+)\\s+\\w+\\s+cov: (\\d+) ft: (\\d+) corp: (\\d+)");
    private static final Pattern FINDING =
            Pattern.compile("(?s)== (?:Java Exception|libFuzzer crashing input|ERROR).*");

    private Jazzer() {}

    /**
     * A target.
     *
     * @param name its class
     * @param instrumented packages whose coverage leads on, as {@code a.b.**}
     * @param longest input that makes sense, in bytes
     */
    public record Target(String name, List<String> instrumented, int longest) {}

    /**
     * Fuzzes it, and prints how far it came.
     *
     * @param seeds recorded from our own traffic
     * @throws AssertionError with the input that was found, as Base64
     */
    public static void run(Target target, List<byte[]> seeds, Path directory) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(directory.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        int seconds = NIGHTLY ? NIGHT_SECONDS : CHANGE_SECONDS;
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command(target, corpus, directory, seconds))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(seconds + BESIDES_SECONDS, TimeUnit.SECONDS))
                    .as(() -> "ends by itself: " + tail(log))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log, StandardCharsets.ISO_8859_1);
        List<MatchResult> progress = PROGRESS.matcher(said).results().toList();
        assertThat(process.exitValue()).as(() -> found(said, directory)).isZero();
        assertThat(progress).as(said).isNotEmpty();
        MatchResult last = progress.get(progress.size() - 1);
        assertThat(Long.parseLong(last.group(1))).as("inputs").isGreaterThan(seeds.size());
        System.out.printf(
                "fuzzed %s for %d s: %s inputs, %s places in the code reached, a corpus of %s%n",
                target.name().replaceAll(".*\\.", ""), seconds, last.group(1), last.group(2), last.group(4));
    }

    private static List<String> command(Target target, Path corpus, Path directory, int seconds) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:-OmitStackTraceInFastThrow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.name(),
                "--instrumentation_includes=" + String.join(":", target.instrumented()),
                "--custom_hook_includes=" + String.join(":", target.instrumented()),
                "--disabled_hooks=" + LEFT_OUT,
                "--reproducer_path=" + directory));
        command.addAll(List.of(
                "-max_total_time=" + seconds,
                "-timeout=" + HANGS_SECONDS,
                "-rss_limit_mb=0",
                "-max_len=" + target.longest(),
                "-artifact_prefix=" + directory + "/found-",
                corpus.toString()));
        return command;
    }

    private static String found(String said, Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            String inputs = files.filter(file -> file.getFileName().toString().startsWith("found-"))
                    .map(Jazzer::base64)
                    .collect(Collectors.joining("\n"));
            return FINDING.matcher(said)
                            .results()
                            .map(MatchResult::group)
                            .findFirst()
                            .orElse(said) + "\n" + inputs;
        } catch (IOException e) {
            return said;
        }
    }

    private static String base64(Path file) {
        try {
            return file.getFileName() + ": " + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            return file.toString();
        }
    }

    private static String tail(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return log.toString();
        }
    }
}
