package dev.mortise.sim.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The numbers of physics.yaml, by dotted name, in the units the file states. */
public final class Physics {

    private final Map<String, Double> numbers;

    private Physics(Map<String, Double> numbers) {
        this.numbers = numbers;
    }

    public static Physics load() {
        try (InputStream in = Physics.class.getResourceAsStream("/dev/mortise/sim/tool/physics.yaml")) {
            if (in == null) {
                throw new IllegalStateException("physics.yaml is missing from the robot-sim jar");
            }
            Map<String, Double> numbers = new HashMap<>();
            collect("", new YAMLMapper().readTree(in), numbers);
            return new Physics(numbers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double number(String name) {
        return Optional.ofNullable(numbers.get(name))
                .orElseThrow(() -> new IllegalArgumentException("physics.yaml has no " + name));
    }

    double number(String name, double otherwise) {
        return Optional.ofNullable(numbers.get(name)).orElse(otherwise);
    }

    private static void collect(String prefix, JsonNode node, Map<String, Double> into) {
        node.properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                collect(name + ".", entry.getValue(), into);
            } else {
                into.put(name, entry.getValue().asDouble());
            }
        });
    }
}
