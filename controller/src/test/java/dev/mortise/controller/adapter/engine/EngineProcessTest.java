package dev.mortise.controller.adapter.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of an engine, played by programs that every machine has. */
@Tag("wire")
class EngineProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void aProcessThatEndsIsStartedAgainAfterAWaitAndTheReasonSaysBoth() throws IOException {
        Path starts = directory.resolve("starts");
        try (EngineProcess keeper = new EngineProcess(List.of("sh", "-c", "echo x >> " + starts + "; exit 7"))) {
            await().atMost(PATIENCE).until(() -> {
                keeper.look();
                return Files.exists(starts) && Files.readAllLines(starts).size() >= 3;
            });

            await().atMost(PATIENCE).until(() -> {
                keeper.look();
                return why(keeper).contains("ended with exit code 7; it is started again, ");
            });
        }
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        try (EngineProcess keeper = new EngineProcess(List.of("/nowhere/java"))) {
            keeper.look();

            assertThat(why(keeper))
                    .startsWith("the real-time engine, a process of its own, cannot be started: ")
                    .contains("/nowhere/java");
        }
    }

    @Test
    void aProcessThatRunsIsLeftAloneAndEndsWithItsKeeper() throws IOException {
        Path starts = directory.resolve("starts");
        EngineProcess keeper = new EngineProcess(List.of("sh", "-c", "echo $$ >> " + starts + "; exec cat"));
        await().atMost(PATIENCE).until(() -> {
            keeper.look();
            return Files.exists(starts) && Files.readString(starts).endsWith("\n");
        });
        assertThat(keeper.isStarting()).isTrue();
        assertThat(why(keeper)).endsWith("is being started");

        keeper.look();
        keeper.close();

        assertThat(Files.readAllLines(starts))
                .singleElement()
                .satisfies(pid -> assertThat(ProcessHandle.of(Long.parseLong(pid)))
                        .as("what was started")
                        .isEmpty());
    }

    private String why(EngineProcess keeper) {
        return keeper.why(new EnginePlace(directory), new IOException("Connection refused"));
    }
}
