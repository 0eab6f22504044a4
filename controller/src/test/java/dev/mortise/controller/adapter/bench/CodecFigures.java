package dev.mortise.controller.adapter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.json.JsonMapper;

/** {@link CodecBench} by JMH, with what is allocated: a table of both codecs side by side, and their ratio. */
public final class CodecFigures {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final Map<String, String> TASKS = tasks();

    private CodecFigures() {}

    private static Map<String, String> tasks() {
        Map<String, String> tasks = new LinkedHashMap<>();
        tasks.put("WriteState", "write a state");
        tasks.put("ReadState", "read a state");
        tasks.put("WriteCommand", "write a command");
        tasks.put("ReadCommand", "read a command");
        return tasks;
    }

    /**
     * One codec at one task.
     *
     * @param micros median of all iterations: other work on the machine makes some of them long
     * @param error of their mean, 99.9 %, as JMH gives it
     */
    record Figure(double micros, double error, double bytes) {

        static Figure of(Collection<RunResult> results, String benchmark) {
            RunResult result = results.stream()
                    .filter(each -> each.getParams().getBenchmark().endsWith("." + benchmark))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(benchmark + " was not measured"));
            return new Figure(
                    result.getPrimaryResult().getStatistics().getPercentile(50),
                    result.getPrimaryResult().getScoreError(),
                    Optional.ofNullable(result.getSecondaryResults().get(ALLOCATED))
                            .orElseThrow(() -> new IllegalStateException("JMH did not tell what is allocated"))
                            .getScore());
        }
    }

    private record Pair(String task, Figure quick, Figure java) {

        double ratio() {
            return java.micros() / quick.micros();
        }

        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("task", task);
            map.put("quickbuffers_median_us", quick.micros());
            map.put("quickbuffers_error_us", quick.error());
            map.put("quickbuffers_bytes", quick.bytes());
            map.put("protobuf_java_median_us", java.micros());
            map.put("protobuf_java_error_us", java.error());
            map.put("protobuf_java_bytes", java.bytes());
            map.put("ratio", ratio());
            return map;
        }
    }

    public static void main(String[] arguments) throws IOException, RunnerException {
        Host.facts().forEach((name, value) -> System.out.printf(Locale.ROOT, "%-13s %s%n", name, value));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CodecBench.class.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        List<Pair> pairs = TASKS.entrySet().stream()
                .map(task -> new Pair(
                        task.getValue(),
                        Figure.of(results, "quick" + task.getKey()),
                        Figure.of(results, "java" + task.getKey())))
                .toList();
        print(pairs);
        write(arguments, pairs);
    }

    private static void print(List<Pair> pairs) {
        CodecBench bench = new CodecBench();
        System.out.printf(
                Locale.ROOT,
                "%n%d bytes a state, %d bytes a command; JMH, medians of iterations (load average %s)%n%-18s %26s %26s %8s%n",
                bench.stateLength(),
                bench.commandLength(),
                Host.loadAverage(),
                "µs ± error, bytes",
                "QuickBuffers",
                "protobuf-java",
                "ratio");
        pairs.forEach(pair -> System.out.printf(
                Locale.ROOT,
                "%-18s %26s %26s %8.2f%n",
                pair.task(),
                words(pair.quick()),
                words(pair.java()),
                pair.ratio()));
    }

    private static String words(Figure figure) {
        return String.format(Locale.ROOT, "%.3f ± %.3f %7.0f", figure.micros(), figure.error(), figure.bytes());
    }

    private static void write(String[] arguments, List<Pair> pairs) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--json")) {
            List<Map<String, Object>> rows = new ArrayList<>();
            pairs.forEach(pair -> rows.add(pair.asMap()));
            Files.writeString(
                    Path.of(arguments[1]),
                    JsonMapper.shared().writeValueAsString(Map.of("benchmark", "codec", "tasks", rows)));
        }
    }
}
