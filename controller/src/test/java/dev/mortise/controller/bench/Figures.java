package dev.mortise.controller.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What was measured: printed as it comes, written as JSON in the end. */
final class Figures {

    private final Map<String, Object> figures = new LinkedHashMap<>();

    Figures(String benchmark) {
        figures.put("benchmark", benchmark);
    }

    /** A figure that is only written. */
    void put(String key, Object value) {
        figures.put(key, value);
    }

    /** A figure that has no baseline. */
    void line(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-46s %9.1f %s%n", name, value, unit);
    }

    /** A figure beside its baseline, and their ratio. */
    void compare(String key, String name, double value, String baseline, double base, String unit) {
        System.out.printf(
                Locale.ROOT,
                "%-46s %9.1f %-3s %s %9.1f %-3s ratio %6.2f%n",
                name,
                value,
                unit,
                baseline,
                base,
                unit,
                value / base);
        figures.put(key, Map.of("value", value, "baseline", base, "ratio", value / base));
    }

    /** To the file that {@code --json} names. */
    void write(String[] arguments) throws Exception {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals("--json")) {
                Files.writeString(
                        Path.of(arguments[i + 1]),
                        JsonMapper.shared().writeValueAsString(figures),
                        StandardCharsets.UTF_8);
            }
        }
    }
}
