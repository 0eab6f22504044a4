package dev.mortise.controller.adapter.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The floor: {@code udp-echo.c} as a process of its own. Ships as source, and is built where there is a compiler for it. */
final class CEcho implements AutoCloseable {

    /** A compiler that takes longer for a page of C is not going to end. */
    private static final long COMPILER_SECONDS = 60;

    private final Process process;

    CEcho(Path program, List<String> options, List<Integer> robotPorts) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options);
        robotPorts.forEach(port -> command.add(Integer.toString(port)));
        process = new ProcessBuilder(command).inheritIO().start();
    }

    /** Builds it there with {@code cc}, or what CC names; empty when that cannot be done. */
    static Optional<Path> build(Path directory) throws IOException {
        Path source = directory.resolve("udp-echo.c");
        Path program = directory.resolve("udp-echo");
        try (InputStream shipped = Objects.requireNonNull(CEcho.class.getResourceAsStream("udp-echo.c"))) {
            Files.copy(shipped, source);
        }
        String compiler = Optional.ofNullable(System.getenv("CC")).orElse("cc");
        try {
            Process building = new ProcessBuilder(
                            compiler, "-std=c11", "-D_GNU_SOURCE", "-O2", "-o", program.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("cc.log").toFile())
                    .start();
            boolean ended = building.waitFor(COMPILER_SECONDS, TimeUnit.SECONDS);
            building.destroyForcibly();
            return ended && building.exitValue() == 0 ? Optional.of(program) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no such compiler
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
