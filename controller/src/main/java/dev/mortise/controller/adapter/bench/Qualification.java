package dev.mortise.controller.adapter.bench;

import dev.mortise.controller.adapter.realtime.Tuning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Finds out whether this machine answers robots in time: its timer, its floor, and the engine, alone and beside a load. */
public final class Qualification {

    /** Floor and engine take turns, so that what else the machine does is the same for both. */
    private static final int ROUNDS = 2;

    /** Enough for what runs every cycle to be compiled. */
    private static final int WARM_UP_STATES = 20_000;

    /** What crosses to a controller ten times a second is compiled in either process after so long, and is hardly seen then. */
    private static final int NEWS_SECONDS = 15;

    /** A new session's first states find everything compiled and the caches of others. */
    private static final int SETTLING_STATES = 1_000;

    /** For whoever waits: sessions, processes and settling of one number of robots, as seen on two cores. */
    private static final int OVERHEAD_SECONDS = 2;

    /** Who answers where no engine does. */
    private static final Optional<EngineMaker> FLOOR = Optional.empty();

    private final Wanted wanted;
    private final PrintWriter progress;
    private Optional<Path> cEcho = Optional.empty();
    private int step;

    /**
     * What is to be measured.
     *
     * @param robots how many at once, one number after the other
     * @param robotHz states a second of each robot
     * @param seconds of each measurement
     * @param engines whose engines are measured, in turns; closed by whoever made them
     */
    public record Wanted(
            List<Integer> robots,
            int robotHz,
            int seconds,
            int horizonCycles,
            Tuning tuning,
            List<EngineMaker> engines) {
        public Wanted {
            robots = List.copyOf(robots);
            engines = List.copyOf(engines);
        }

        int cycleMicros() {
            return (int) (TimeUnit.SECONDS.toMicros(1) / robotHz);
        }

        private int cyclesOfARound() {
            return Math.max(1, seconds * robotHz / ROUNDS);
        }

        /** Short for whoever measures shortly: what is looked for then is not the tail. */
        private int newsSeconds() {
            return Math.min(NEWS_SECONDS, 4 * seconds);
        }

        private int steps() {
            return 2 * (1 + robots.size());
        }

        private int aboutSeconds() {
            int ofANumber = (1 + engines.size()) * seconds + engines.size() * OVERHEAD_SECONDS;
            int warmUp = engines.stream().anyMatch(maker -> maker.place() == EngineMaker.Place.OWN) ? newsSeconds() : 0;
            return warmUp + 2 * (seconds + robots.size() * ofANumber);
        }
    }

    private Qualification(Wanted wanted, PrintWriter progress) {
        this.wanted = wanted;
        this.progress = progress;
    }

    /**
     * Measures, and prints what was found.
     *
     * @param json where the same figures go as JSON
     * @return whether robots can be run in every condition that was tried
     * @throws IOException no sockets, or no file
     */
    public static boolean run(Wanted wanted, Optional<Path> json, PrintWriter out, PrintWriter progress)
            throws IOException {
        Path directory = Files.createTempDirectory("mortise-bench");
        try {
            Report report = new Qualification(wanted, progress).measure(directory, out);
            report.print(out);
            if (json.isPresent()) {
                Files.writeString(
                        json.get(), JsonMapper.shared().writeValueAsString(report.asMap()), StandardCharsets.UTF_8);
            }
            return report.passed();
        } finally {
            delete(directory);
        }
    }

    private Report measure(Path directory, PrintWriter out) throws IOException {
        var host = Host.facts();
        host.forEach((name, value) -> out.printf(Locale.ROOT, "%-13s %s%n", name, value));
        cEcho = CEcho.build(directory);
        String floor = cEcho.isPresent() ? "C echo" : "Java echo";
        out.printf(
                Locale.ROOT,
                "%-13s %s%n",
                "floor",
                cEcho.isPresent()
                        ? "a bare echo in C (epoll), built here, in a process of its own, answers as long as a command"
                        : "a bare echo in Java: no C compiler (cc) was found here that builds the one in C");
        out.printf(Locale.ROOT, "%-13s %s%n", "load", Load.WORDS);
        for (EngineMaker engines : wanted.engines()) {
            out.printf(
                    Locale.ROOT,
                    "%-13s %s%n",
                    engines.place().setting(),
                    engines.place().here());
        }
        out.printf(
                Locale.ROOT,
                "%-13s %d Hz, %d axes, led through a motion: %d set-points a command%n",
                "robots",
                wanted.robotHz(),
                RobotVoice.AXES,
                wanted.horizonCycles());
        out.flush();
        progress.printf(Locale.ROOT, "about %d s%n", wanted.aboutSeconds());
        Report report = new Report(wanted, floor, host);
        warmUp();
        measure(false, report);
        measureBesideLoad(report);
        return report;
    }

    @SuppressWarnings("try") // a load is not spoken to
    private void measureBesideLoad(Report report) throws IOException {
        try (Load load = new Load()) {
            measure(true, report);
        }
    }

    private void warmUp() throws IOException {
        say("warming up");
        int most = wanted.robots().stream().max(Integer::compare).orElse(1);
        for (Optional<EngineMaker> who : turns()) {
            exchange(1, who, WARM_UP_STATES, 0);
            if (who.isPresent() && who.get().place() == EngineMaker.Place.OWN) {
                exchange(most, who, WARM_UP_STATES, wanted.newsSeconds() * wanted.robotHz());
            }
        }
    }

    private void measure(boolean loaded, Report report) throws IOException {
        String when = loaded ? "load" : "idle";
        next("timer, " + when);
        long cycleNanos = TimeUnit.MICROSECONDS.toNanos(wanted.cycleMicros());
        report.wakeups(loaded, Wakeups.measure(wanted.cyclesOfARound() * ROUNDS, cycleNanos));
        for (int robots : wanted.robots()) {
            next((robots == 1 ? "1 robot, " : robots + " robots, ") + when);
            List<Row> rows = round(robots, loaded);
            for (int round = 2; round <= ROUNDS; round++) {
                List<Row> others = round(robots, loaded);
                List<Row> before = rows;
                rows = IntStream.range(0, before.size())
                        .mapToObj(i -> before.get(i).and(others.get(i)))
                        .toList();
            }
            rows.forEach(report::add);
        }
    }

    private List<Row> round(int robots, boolean loaded) throws IOException {
        Measured floor = exchange(robots, FLOOR, SETTLING_STATES, wanted.cyclesOfARound())
                .measured();
        List<Row> rows = new ArrayList<>();
        for (EngineMaker engines : wanted.engines()) {
            Exchanged engine = exchange(robots, Optional.of(engines), SETTLING_STATES, wanted.cyclesOfARound());
            OptionalDouble bytes = engines.place() == EngineMaker.Place.INSIDE
                    ? OptionalDouble.of(
                            engine.allocatedBytes() / (double) engine.measured().sent())
                    : OptionalDouble.empty();
            rows.add(new Row(robots, loaded, engines.place(), floor, engine.measured(), bytes));
        }
        return rows;
    }

    /** Who answers, one after the other: the floor, then each engine. */
    private List<Optional<EngineMaker>> turns() {
        return Stream.concat(Stream.of(FLOOR), wanted.engines().stream().map(Optional::of))
                .toList();
    }

    private record Exchanged(Measured measured, long allocatedBytes) {}

    @SuppressWarnings("try") // who answers is not spoken to
    private Exchanged exchange(int count, Optional<EngineMaker> who, int warmUp, int cycles) throws IOException {
        try (Robots robots = new Robots(count, wanted.cycleMicros());
                AutoCloseable answering = who.isPresent() ? engine(who.get(), robots.ports()) : floor(robots.ports())) {
            robots.open();
            robots.warmUp(warmUp);
            if (who.isPresent()) {
                robots.awaitMotion();
            }
            long before = BareEngine.allocatedBytes();
            Measured measured = robots.measure(cycles);
            return new Exchanged(measured, BareEngine.allocatedBytes() - before);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private AutoCloseable engine(EngineMaker engines, List<Integer> ports) {
        return new BareEngine(
                engines.make(wanted.horizonCycles(), wanted.tuning()),
                ports,
                wanted.cycleMicros(),
                BareEngine.Task.MOTION);
    }

    private AutoCloseable floor(List<Integer> ports) throws IOException {
        if (cEcho.isEmpty()) {
            return new JavaEcho(ports, RobotVoice.commandBytes(wanted.horizonCycles()));
        }
        List<String> options =
                new ArrayList<>(List.of("-b", Integer.toString(RobotVoice.commandBytes(wanted.horizonCycles()))));
        wanted.tuning().priority().ifPresent(priority -> options.addAll(List.of("-p", Integer.toString(priority))));
        wanted.tuning().cpu().ifPresent(cpu -> options.addAll(List.of("-c", Integer.toString(cpu))));
        return new CEcho(cEcho.get(), options, ports);
    }

    private void next(String what) {
        step++;
        say(String.format(Locale.ROOT, "[%d/%d] %s (load average %s)", step, wanted.steps(), what, Host.loadAverage()));
    }

    private void say(String what) {
        progress.println(what);
        progress.flush();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
