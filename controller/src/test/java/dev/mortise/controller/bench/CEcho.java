package dev.mortise.controller.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The floor: {@code src/test/c/udp-echo.c} as a process of its own, where {@code deploy/bench} found a compiler for it. */
final class CEcho implements AutoCloseable {

    private static final Optional<String> PROGRAM = Optional.ofNullable(System.getProperty("mortise.bench.c-echo"));

    private final ProcessBuilder builder;
    private Optional<Process> process = Optional.empty();

    CEcho(List<Integer> robotPorts) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.orElseThrow()));
        robotPorts.forEach(port -> command.add(Integer.toString(port)));
        builder = new ProcessBuilder(command).inheritIO();
    }

    void start() throws IOException {
        process = Optional.of(builder.start());
    }

    static boolean isThere() {
        return PROGRAM.isPresent();
    }

    @Override
    public void close() {
        process.ifPresent(running -> running.destroyForcibly().onExit().join());
    }
}
