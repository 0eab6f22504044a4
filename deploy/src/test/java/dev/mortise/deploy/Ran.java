package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a command left: its exit code and its output, both streams together as a person reads them. */
record Ran(int exitCode, String output) {

    /** More than any command of the tests should take, so that a hang is told as one. */
    private static final long LIMIT_SECONDS = 600;

    /** Runs a command to its end; {@code environment} is name, value, name, value. */
    static Ran of(ProcessBuilder command, String... environment) throws IOException {
        for (int i = 0; i < environment.length; i += 2) {
            command.environment().put(environment[i], environment[i + 1]);
        }
        Path output = Files.createTempFile("mortise", ".out");
        Process process = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            String text = Files.readString(output);
            assertThat(ended)
                    .as(() -> "ends in time: " + command.command() + "\n" + text)
                    .isTrue();
            return new Ran(process.exitValue(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
