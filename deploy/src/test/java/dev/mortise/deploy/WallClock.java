package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/** The wall clock as one process sees it (deploy/src/test/c); the machine's own is left alone. Needs a C compiler. */
final class WallClock {

    private final Path library;
    private final Path file;

    WallClock(Path directory) throws IOException {
        library = directory.resolve("wall-clock.so");
        file = Files.write(directory.resolve("wall-clock"), new byte[Long.BYTES]);
        Ran compiler = Ran.of(new ProcessBuilder(
                "gcc",
                "-shared",
                "-fPIC",
                "-O2",
                "-o",
                library.toString(),
                Product.repository().resolve("deploy/src/test/c/wall-clock.c").toString()));
        assertThat(compiler.exitCode()).as(compiler.output()).isZero();
    }

    /** For a process that is to see it. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "WALL_CLOCK", file.toString());
    }

    /** Sets it, once and for all processes that see it; negative is behind. */
    void set(Duration aheadOfTheMachines) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .putLong(0, aheadOfTheMachines.toNanos()),
                    0);
        }
    }
}
