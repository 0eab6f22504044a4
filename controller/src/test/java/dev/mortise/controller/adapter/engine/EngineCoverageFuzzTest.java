package dev.mortise.controller.adapter.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.fuzz.Jazzer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The socket between controller and engine, led by what an input reaches; it begins with what both say. */
@Tag("wire")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class EngineCoverageFuzzTest {

    private static final int MESSAGE_MAX_BYTES = 8_192;

    @TempDir
    Path directory;

    @Test
    void whateverComesFromTheOtherProcessIsAMessageOrEndsTheConnection() throws Exception {
        List<byte[]> recorded = RecordedEngine.messages(directory);
        assertThat(recorded)
                .hasSizeGreaterThan(5)
                .allSatisfy(message -> assertThat(EngineTarget.read(ByteBuffer.allocate(Integer.BYTES + message.length)
                                .putInt(message.length)
                                .put(message)
                                .flip()))
                        .isEqualTo(1));
        Jazzer.run(
                new Jazzer.Target(
                        EngineTarget.class.getName(),
                        List.of("dev.mortise.controller.adapter.engine.**", "tools.jackson.core.json.**"),
                        MESSAGE_MAX_BYTES),
                recorded,
                directory);
    }
}
