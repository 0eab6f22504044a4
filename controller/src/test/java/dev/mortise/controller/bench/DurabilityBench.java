package dev.mortise.controller.bench;

import dev.mortise.controller.actor.ACellOnAStore;
import dev.mortise.controller.actor.ALineOnAStore;
import dev.mortise.controller.actor.APast;
import dev.mortise.controller.bench.WholeController.Back;
import dev.mortise.controller.domain.rack.RackId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What durability costs beside the bare journal plug-in, and how long the past takes at a start. */
public final class DurabilityBench {

    private static final int ROUNDS = 5;
    private static final int WARM_UP_ORDERS = 200;
    private static final int ORDERS = 200;
    private static final int RACKS = 10_000;
    private static final int WHOLE_ROUNDS = 3;

    /** As shipped. */
    private static final int WARM_UP_CYCLES = 10_000;

    /** Half a snapshot's distance beyond ten thousand: what a start finds on average. */
    private static final int CELL_EVENTS = 10_250;

    private static final int ATTEMPTS = 5_000;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    private static final String LINE = ALineOnAStore.SHIPPED.plant().line();
    private static final String CELL =
            ALineOnAStore.SHIPPED.plant().transporter().id().value();

    private final Path scratch;
    private final Figures figures = new Figures("durability");
    private int copies;

    private DurabilityBench(Path scratch) {
        this.scratch = scratch;
    }

    /** One measurement. */
    private interface Measured {
        double once(Path store) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path scratch = Files.createTempDirectory("durability");
        try {
            DurabilityBench bench = new DurabilityBench(scratch);
            bench.starts();
            bench.events();
            bench.recoveries();
            bench.figures.write(arguments);
        } finally {
            try (Stream<Path> all = Files.walk(scratch)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
        System.exit(0); // threads of drivers may linger
    }

    /** From opening the store to the first command to a PLC. */
    private void starts() throws Exception {
        say("writing a past of " + RACKS + " racks ...");
        Path none = scratch.resolve("none");
        Path long1 = scratch.resolve("long");
        Path old = scratch.resolve("old");
        new APast(none, LINE).waiting("R-1").close();
        new APast(long1, LINE).gone(RACKS, true).waiting("R-1").close();
        new APast(old, LINE).gone(RACKS, false).waiting("R-1").close();
        say("starting ...");
        double first = start(long1);
        List<Double> empty = new ArrayList<>();
        List<Double> full = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            empty.add(start(none));
            full.add(start(long1));
        }
        System.out.printf(Locale.ROOT, "start to the first command, %d racks of history%n", RACKS);
        figures.line("  with the first start of the JVM", first, "ms");
        figures.compare("start_ms", "  history", median(full), "none", median(empty), "ms");
        figures.put("start_first_of_jvm_ms", first);
        double replayed = start(old);
        figures.line("  once, of a release without snapshots", replayed, "ms");
        figures.put("start_without_snapshot_ms", replayed);
        figures.put("racks", RACKS);
        wholeControllers(long1, none);
    }

    /** As people start it: everything of a start, in a virtual machine of its own, beside the shipped plant. */
    private void wholeControllers(Path history, Path none) throws Exception {
        Path distribution = Path.of(System.getProperty("mortise.distribution", ""));
        Path archives = scratch.resolve("archives");
        WholeController.warm(distribution, archives);
        var shipped = new WholeController.Start(distribution, archives.toString(), WARM_UP_CYCLES);
        var bare = new WholeController.Start(distribution, "", WARM_UP_CYCLES);
        var cold = new WholeController.Start(distribution, archives.toString(), 0);
        List<Back> starts = new ArrayList<>();
        List<Back> withoutArchive = new ArrayList<>();
        List<Back> withoutWarmUp = new ArrayList<>();
        List<Back> withoutHistory = new ArrayList<>();
        for (int round = 0; round < WHOLE_ROUNDS; round++) {
            say("whole controllers, round " + (round + 1) + " of " + WHOLE_ROUNDS);
            starts.add(whole(history, shipped));
            withoutArchive.add(whole(history, bare));
            withoutWarmUp.add(whole(history, cold));
            withoutHistory.add(whole(none, shipped));
        }
        print(starts, withoutArchive, withoutWarmUp, withoutHistory);
    }

    private void print(
            List<Back> starts, List<Back> withoutArchive, List<Back> withoutWarmUp, List<Back> withoutHistory) {
        System.out.printf(
                Locale.ROOT,
                "the whole controller with %d racks of history, from the start of bin/mortise on%n",
                RACKS);
        double ready = median(starts, Back::readyMs);
        figures.compare(
                "whole_ready_ms",
                "  until it says that it is ready",
                ready,
                "no history",
                median(withoutHistory, Back::readyMs),
                "ms");
        figures.compare(
                "whole_ready_archive_ms",
                "  the same",
                ready,
                "no archive",
                median(withoutArchive, Back::readyMs),
                "ms");
        figures.compare(
                "whole_cpu_ms",
                "  processor time until then",
                median(starts, Back::cpuMs),
                "no archive",
                median(withoutArchive, Back::cpuMs),
                "ms");
        figures.compare(
                "whole_linked_ms",
                "  until all PLCs and robots are in sessions",
                median(starts, Back::linkedMs),
                "no warm-up",
                median(withoutWarmUp, Back::linkedMs),
                "ms");
    }

    private static double median(List<Back> starts, ToDoubleFunction<Back> figure) {
        return median(starts.stream().map(figure::applyAsDouble).toList());
    }

    private Back whole(Path past, WholeController.Start start) throws Exception {
        Path copy = Files.createDirectories(fresh());
        Files.copy(past.resolve("mortise.db"), copy.resolve("mortise.db"));
        return WholeController.measure(scratch, copy, start);
    }

    private double start(Path past) throws Exception {
        return onCopy(past, store -> {
            long begun = System.nanoTime();
            try (ALineOnAStore started = new ALineOnAStore(store)) {
                started.firstCommand();
                return (System.nanoTime() - begun) / MILLI;
            }
        });
    }

    /** One after the other, each on disk before the next. */
    private void events() throws Exception {
        List<Double> bare = new ArrayList<>();
        List<Double> cell = new ArrayList<>();
        List<Double> step = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            say("events, round " + (round + 1) + " of " + ROUNDS);
            bare.add(bare(fresh()));
            double nanos = orders(fresh());
            step.add(nanos / MILLI);
            cell.add(ACellOnAStore.EVENTS_OF_AN_ORDER / (nanos / SECOND));
        }
        System.out.println("events stored, each on disk before the next");
        figures.compare("events_per_second", "  cell", median(cell), "bare journal", median(bare), "/s");
        double alone = ACellOnAStore.EVENTS_OF_AN_ORDER / median(bare) * 1e3;
        figures.compare(
                "step_ms",
                "  order of one step, PLC that obeys at once",
                median(step),
                "its 5 events bare",
                alone,
                "ms");
    }

    private static double bare(Path store) throws Exception {
        try (BareJournal journal = new BareJournal(store)) {
            int events = ORDERS * ACellOnAStore.EVENTS_OF_AN_ORDER;
            journal.store(WARM_UP_ORDERS * ACellOnAStore.EVENTS_OF_AN_ORDER);
            long begun = System.nanoTime();
            journal.store(events);
            return events / ((System.nanoTime() - begun) / SECOND);
        }
    }

    /** Median nanoseconds of an order. */
    private static double orders(Path store) throws Exception {
        try (ACellOnAStore cell = new ACellOnAStore(store)) {
            cell.readyNanos();
            for (int i = 0; i < WARM_UP_ORDERS; i++) {
                cell.workNanos();
            }
            List<Double> nanos = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                nanos.add((double) cell.workNanos());
            }
            return nanos.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }
    }

    private void recoveries() throws Exception {
        Path none = scratch.resolve("cell-none");
        Path snapshot = scratch.resolve("cell-snapshot");
        Path replay = scratch.resolve("cell-replay");
        Path rack = scratch.resolve("rack");
        new APast(none, LINE).close();
        new APast(snapshot, LINE).cell(CELL, CELL_EVENTS, true).close();
        new APast(replay, LINE).cell(CELL, CELL_EVENTS, false).close();
        new APast(rack, LINE).longStory("L-1", ATTEMPTS).longStory("S-1", 8).close();
        say("recoveries ...");
        double empty = rounds(none, DurabilityBench::cell);
        System.out.printf(Locale.ROOT, "recovery of a cell with %d events, until it may be given work%n", CELL_EVENTS);
        figures.compare(
                "cell_recovery_ms",
                "  with its snapshot",
                rounds(snapshot, DurabilityBench::cell),
                "none",
                empty,
                "ms");
        figures.compare("cell_replay_ms", "  all events", rounds(replay, DurabilityBench::cell), "none", empty, "ms");
        System.out.printf(
                Locale.ROOT, "recovery of a rack with %d events, until its record is told%n", 2 * ATTEMPTS + 1);
        figures.compare(
                "rack_recovery_ms",
                "  all events",
                rounds(rack, store -> rack(store, "L-1")),
                "17 events",
                rounds(rack, store -> rack(store, "S-1")),
                "ms");
    }

    private double rounds(Path past, Measured measured) throws Exception {
        List<Double> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            all.add(onCopy(past, measured));
        }
        return median(all);
    }

    private static double cell(Path store) throws Exception {
        try (ACellOnAStore cell = new ACellOnAStore(store)) {
            return cell.readyNanos() / MILLI;
        }
    }

    private static double rack(Path store, String serial) throws Exception {
        try (ALineOnAStore line = new ALineOnAStore(store)) {
            line.desk().record(new RackId("nobody")).toCompletableFuture().join(); // the line has recovered
            long begun = System.nanoTime();
            line.desk().record(new RackId(serial)).toCompletableFuture().join();
            return (System.nanoTime() - begun) / MILLI;
        }
    }

    private Path fresh() {
        copies++;
        return scratch.resolve("copy-" + copies);
    }

    /** A start changes its store; the next one finds it as it was. */
    private double onCopy(Path past, Measured measured) throws Exception {
        Path copy = Files.createDirectories(fresh());
        Path file = Files.copy(past.resolve("mortise.db"), copy.resolve("mortise.db"));
        double value = measured.once(copy);
        Files.delete(file);
        return value;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void say(String what) {
        System.err.println(what);
    }
}
