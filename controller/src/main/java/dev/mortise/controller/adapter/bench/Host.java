package dev.mortise.controller.adapter.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What machine it was: figures without it say nothing. */
final class Host {

    private static final String UNKNOWN = "unknown";

    private Host() {}

    /** Names and values; {@code unknown} where this machine does not say. */
    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "cpu",
                lines("/proc/cpuinfo")
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(UNKNOWN));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put(
                "preemption",
                lines("/proc/version")
                        .flatMap(line -> Stream.of(line.split(" ", -1)))
                        .filter(word -> word.startsWith("PREEMPT"))
                        .findFirst()
                        .orElse("none or unknown"));
        facts.put("governor", first("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put(
                "collector",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(collector -> collector.getName())
                        .collect(Collectors.joining(", ")));
        facts.put("load average", loadAverage());
        return facts;
    }

    /** Of the last minute: work of others is in every figure. */
    static String loadAverage() {
        return new StringTokenizer(first("/proc/loadavg")).nextToken();
    }

    private static String first(String file) {
        return lines(file).findFirst().orElse(UNKNOWN);
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            return Stream.empty(); // not Linux, or not told
        }
    }
}
