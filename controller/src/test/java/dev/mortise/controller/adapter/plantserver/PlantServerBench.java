package dev.mortise.controller.adapter.plantserver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import tools.jackson.databind.json.JsonMapper;

/**
 * The plant server beside bare Milo, both in this process with their clients, in turns: from a change on the line to the
 * notification of a client, from a command to its acknowledgement, and 50 sessions with 20,000 items that all change once a
 * second. Over TCP on this machine, signed and encrypted.
 */
public final class PlantServerBench {

    /** As large as a plant may be. */
    private static final int CELLS = 200;

    /** The shortest that the plant server grants. */
    static final double PUBLISHING_MILLIS = 100;

    private static final int ROUNDS = 2;
    private static final int WRITES = 100;
    private static final int CALLS = 1_000;
    private static final int WARM_UP_WRITES = 10;
    private static final int WARM_UP_CALLS = 500;
    private static final int PATIENCE_SECONDS = 30;

    private final List<String> cells =
            IntStream.rangeClosed(1, CELLS).mapToObj("CELL-%03d"::formatted).toList();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<String, Map<String, BenchSamples>> figures = new LinkedHashMap<>();

    private PlantServerBench() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("plant-server-bench");
        Path log = directory.resolve("log");
        PrintStream people = System.err;
        System.setErr(new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8));
        int status = 0;
        try {
            new PlantServerBench().run(directory, arguments);
        } catch (Exception e) {
            people.println(Files.readString(log));
            e.printStackTrace(people);
            status = 1;
        } finally {
            delete(directory);
        }
        System.exit(status); // threads of the clients' library stay
    }

    private void run(Path directory, String[] arguments) throws Exception {
        try (ServedCells ours = new OurCells(directory.resolve("ours"), cells, BenchCrowd.USERS);
                ServedCells bare = new BareMilo(directory.resolve("bare"), cells)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (ServedCells server : round % 2 == 0 ? List.of(ours, bare) : List.of(bare, ours)) {
                    quiet(server);
                }
            }
            for (ServedCells server : List.of(bare, ours)) {
                new BenchCrowd(server, cells, this::samples).run();
            }
        }
        print();
        write(arguments);
    }

    private BenchSamples samples(String figure, ServedCells server) {
        return figures.computeIfAbsent(figure, name -> new LinkedHashMap<>())
                .computeIfAbsent(server.name(), name -> new BenchSamples());
    }

    /** One client, nobody else. */
    private void quiet(ServedCells server) throws Exception {
        OpcUaClient client = server.connect(BenchCrowd.USERS.get(0));
        String cell = cells.get(0);
        writes(server, client, cell);
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            ServedCells.hold(client, cell);
        }
        BenchSamples calls = samples("command to acknowledgement, ms", server);
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            ServedCells.hold(client, cell);
            calls.add(System.nanoTime() - begun);
        }
        OpcUaClient unusedGone = client.disconnect();
    }

    private void writes(ServedCells server, OpcUaClient client, String cell) throws Exception {
        BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        OpcUaSubscription subscription = new OpcUaSubscription(client, PUBLISHING_MILLIS);
        subscription.create();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(
                ServedCells.changing(client, cell).get(0));
        item.setDataValueListener((of, value) -> heard.add(new Heard(state(value), System.nanoTime())));
        subscription.addMonitoredItem(item);
        subscription.synchronizeMonitoredItems();
        server.turn(cell, false);
        long unusedBegin = awaited(heard, false);
        BenchSamples samples = samples("write to notification, ms", server);
        for (int i = 1; i <= WARM_UP_WRITES + WRITES; i++) {
            // at any moment between two times of publishing
            LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos((long) PUBLISHING_MILLIS)));
            boolean executes = i % 2 == 1;
            long begun = System.nanoTime();
            server.turn(cell, executes);
            long nanos = awaited(heard, executes) - begun;
            if (i > WARM_UP_WRITES) {
                samples.add(nanos);
            }
        }
        subscription.delete();
    }

    private record Heard(String state, long at) {}

    private static String state(DataValue value) {
        return value.value().value() instanceof LocalizedText text ? String.valueOf(text.text()) : "";
    }

    private static long awaited(BlockingQueue<Heard> all, boolean executes) throws InterruptedException {
        String expected = executes ? "Execute" : "Suspended";
        while (true) {
            Heard heard = all.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (heard == null) {
                throw new IllegalStateException(
                        "no notification of " + expected + " within " + PATIENCE_SECONDS + " s");
            }
            if (heard.state().equals(expected)) {
                return heard.at();
            }
        }
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%-44s %10s %10s %10s %10s %8s %8s%n",
                "server",
                "ours p50",
                "p99",
                "bare p50",
                "p99",
                "ratio",
                "of p99");
        figures.forEach((figure, servers) -> {
            BenchSamples ours = servers.getOrDefault("plant server", new BenchSamples());
            BenchSamples bare = servers.getOrDefault("bare Milo", new BenchSamples());
            System.out.printf(
                    Locale.ROOT,
                    "%-44s %10.2f %10.2f %10.2f %10.2f %8.2f %8.2f%n",
                    figure,
                    ours.percentile(50),
                    ours.percentile(99),
                    bare.percentile(50),
                    bare.percentile(99),
                    ours.percentile(50) / bare.percentile(50),
                    ours.percentile(99) / bare.percentile(99));
        });
    }

    private void write(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--json")) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("benchmark", "plant-server");
            figures.forEach((figure, servers) -> {
                Map<String, Object> row = new LinkedHashMap<>();
                servers.forEach((server, samples) -> row.put(
                        server,
                        Map.of(
                                "p50", samples.percentile(50),
                                "p99", samples.percentile(99),
                                "samples", samples.count())));
                all.put(figure, row);
            });
            Files.writeString(Path.of(arguments[1]), JsonMapper.shared().writeValueAsString(all));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path :
                    new ArrayList<>(all.sorted(Comparator.reverseOrder()).toList())) {
                Files.deleteIfExists(path);
            }
        }
    }
}
