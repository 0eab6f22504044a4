package dev.mortise.controller.bench;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.mortise.controller.actor.ALineOnAStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The shipped plant and a controller on a past, as processes of a distribution on ports of their own; how long the controller
 * takes to be back.
 */
final class WholeController {

    private static final Pattern PORT = Pattern.compile("\\b48([45]\\d\\d)\\b");
    private static final long WITHIN_MILLIS = 60_000;
    private static final long LOOK_MILLIS = 10;
    private static final double MILLI = 1e6;

    private final Path distribution;
    private final Path directory;
    private final int prefix;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();

    /**
     * From the start of its process.
     *
     * @param readyMs until its pages answer for every cell and rack
     * @param cpuMs processor time that it took until then, which other work on the machine lengthens less
     * @param linkedMs until every PLC and every robot is in a session
     */
    record Back(double readyMs, double cpuMs, double linkedMs) {}

    /**
     * How it is started.
     *
     * @param distribution an unpacked one
     * @param archives where its start archive is; empty for a start without one
     * @param warmUpCycles of the real-time thread, as mortise.yaml has it
     */
    record Start(Path distribution, String archives, int warmUpCycles) {}

    private WholeController(Path distribution, Path directory, int prefix) {
        this.distribution = distribution;
        this.directory = directory;
        this.prefix = prefix;
    }

    /**
     * Once, with virtual machines that have just been started.
     *
     * @param store a directory with the past, which is gone on with
     */
    static Back measure(Path scratch, Path store, Start start) throws IOException, InterruptedException {
        WholeController measured =
                new WholeController(start.distribution(), Files.createTempDirectory(scratch, "whole"), freePrefix());
        try {
            return measured.once(store, start);
        } finally {
            measured.processes.forEach(Process::destroyForcibly);
            for (Process process : measured.processes) {
                process.waitFor();
            }
        }
    }

    /** Makes the start archive of a distribution. */
    static void warm(Path distribution, Path archives) throws IOException, InterruptedException {
        ProcessBuilder warm =
                new ProcessBuilder(distribution.resolve("bin/mortise").toString(), "warm").inheritIO();
        warm.environment().put("MORTISE_CACHE", archives.toString());
        if (warm.start().waitFor() != 0) {
            throw new IllegalStateException("no start archive");
        }
    }

    private Back once(Path store, Start start) throws IOException, InterruptedException {
        for (String file : List.of("plant.yaml", "nvl72.yaml", "mortise.yaml")) {
            String text = Files.readString(ALineOnAStore.shippedFiles().resolve(file))
                    .replace("directory: store", "directory: " + store)
                    .replace("horizon_cycles: 24", "horizon_cycles: 24\n  warm_up_cycles: " + start.warmUpCycles());
            Files.writeString(directory.resolve(file), PORT.matcher(text).replaceAll(prefix + "$1"));
        }
        Path plant = start(
                "robot-sim",
                "",
                "--plant",
                directory.resolve("plant.yaml").toString(),
                "--ledger",
                directory.resolve("ledger.jsonl").toString());
        until(() -> says(plant, "robot-sim ready"));
        long begun = System.nanoTime();
        Path controller = start(
                "mortise",
                start.archives(),
                "run",
                "--config",
                directory.resolve("mortise.yaml").toString());
        until(() -> says(controller, "mortise ready"));
        double ready = (System.nanoTime() - begun) / MILLI;
        double cpu = processes.get(1).info().totalCpuDuration().orElseThrow().toNanos() / MILLI;
        until(this::allLinked);
        return new Back(ready, cpu, (System.nanoTime() - begun) / MILLI);
    }

    private Path start(String program, String archives, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(distribution.resolve("bin").resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile(directory, "process", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("MORTISE_CACHE", archives);
        processes.add(builder.start());
        return output;
    }

    private static boolean says(Path output, String words) {
        try {
            return Files.readString(output).contains(words);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By the metrics: each link is 1. */
    private boolean allLinked() {
        URI metrics = URI.create("http://127.0.0.1:" + prefix + "480/metrics");
        try {
            List<String> links = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("mortise_cell_link{") || line.startsWith("mortise_robot_link{"))
                    .toList();
            return !links.isEmpty() && links.stream().allMatch(line -> line.matches(".* 1(\\.0)?"));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(BooleanSupplier happens) throws InterruptedException {
        long end = System.nanoTime() + MILLISECONDS.toNanos(WITHIN_MILLIS);
        while (!happens.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nothing happens within " + WITHIN_MILLIS + " ms");
            }
            MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static int freePrefix() {
        return IntStream.rangeClosed(20, 31)
                .filter(prefix -> free(prefix * 1_000 + 401) && free(prefix * 1_000 + 480))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports"));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
