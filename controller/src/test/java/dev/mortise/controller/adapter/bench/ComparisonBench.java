package dev.mortise.controller.adapter.bench;

import dev.mortise.controller.adapter.realtime.Tuning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a robot's developer would otherwise take: the same messages over Netty, Aeron and gRPC, beside the engine and the floor. */
public final class ComparisonBench {

    static final int CYCLE_MICROS = 1_000;
    private static final int[] ROBOTS = {1, 8};
    private static final int ROUNDS = 3;
    private static final int WARM_UP_STATES = 10_000;
    private static final int CYCLES = 2_000;
    private static final int HORIZON = 24;
    private static final String NETTY = "netty udp";
    private static final String AERON = "aeron udp";
    private static final String GRPC = "grpc bidi";

    private static final Optional<Path> C_ECHO = cEcho();

    private ComparisonBench() {}

    private static Optional<Path> cEcho() {
        try {
            return CEcho.build(Files.createTempDirectory("mortise-bench"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Host.facts().forEach((name, value) -> System.out.printf(Locale.ROOT, "%-13s %s%n", name, value));
        List<ComparisonFigures> all = new ArrayList<>();
        for (int robots : ROBOTS) {
            List<String> contestants = List.of(
                    ComparisonFigures.ENGINE,
                    NETTY,
                    AERON,
                    GRPC,
                    C_ECHO.isPresent() ? ComparisonFigures.C_ECHO : ComparisonFigures.JAVA_ECHO);
            ComparisonFigures figures = new ComparisonFigures(robots, contestants);
            for (int round = 1; round <= ROUNDS; round++) {
                System.err.printf(Locale.ROOT, "robots %d, round %d of %d%n", robots, round, ROUNDS);
                floor(figures);
                engine(figures);
                netty(figures);
                aeron(figures);
                grpc(figures);
            }
            figures.print();
            all.add(figures);
        }
        ComparisonFigures.write("comparison", arguments, all);
        System.exit(0); // threads of the libraries may linger
    }

    @SuppressWarnings("try") // they answer by themselves
    private static void floor(ComparisonFigures figures) throws IOException {
        try (Robots robots = new Robots(figures.robots(), CYCLE_MICROS)) {
            if (C_ECHO.isPresent()) {
                try (CEcho echo = new CEcho(C_ECHO.get(), List.of(), robots.ports())) {
                    figures.add(ComparisonFigures.C_ECHO, measured(robots));
                }
            } else {
                try (JavaEcho echo = new JavaEcho(robots.ports(), 0)) {
                    figures.add(ComparisonFigures.JAVA_ECHO, measured(robots));
                }
            }
        }
    }

    @SuppressWarnings("try")
    private static void engine(ComparisonFigures figures) throws IOException {
        try (Robots robots = new Robots(figures.robots(), CYCLE_MICROS);
                BareEngine engine =
                        new BareEngine(robots.ports(), CYCLE_MICROS, BareEngine.Task.REST, HORIZON, Tuning.NONE)) {
            figures.add(ComparisonFigures.ENGINE, measured(robots));
        }
    }

    @SuppressWarnings("try")
    private static void netty(ComparisonFigures figures) throws IOException {
        try (Robots robots = new Robots(figures.robots(), CYCLE_MICROS);
                NettyController netty = new NettyController(robots.ports())) {
            figures.add(NETTY, measured(robots));
        }
    }

    private static void aeron(ComparisonFigures figures) throws IOException {
        try (AeronWire wire = new AeronWire(figures.robots());
                Robots robots = new Robots(wire.robots(), CYCLE_MICROS)) {
            figures.add(AERON, measured(robots));
        }
    }

    private static void grpc(ComparisonFigures figures) throws IOException {
        try (GrpcWire wire = new GrpcWire(figures.robots());
                Robots robots = new Robots(wire.robots(), CYCLE_MICROS)) {
            figures.add(GRPC, measured(robots));
        }
    }

    private static Measured measured(Robots robots) throws IOException {
        robots.open();
        robots.warmUp(WARM_UP_STATES);
        return robots.measure(CYCLES);
    }
}
