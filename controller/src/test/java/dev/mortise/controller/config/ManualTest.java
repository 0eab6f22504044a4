package dev.mortise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ManualTest {

    @Test
    void theManualHasARowForEveryKeyOfMortiseYamlAndForNoOther() throws IOException {
        JsonNode schema = JsonMapper.shared()
                .readTree(Files.readString(Path.of("src/main/resources/schema/mortise.schema.json")));
        Set<String> keys = new TreeSet<>();
        keys("", schema, keys);

        Set<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.equals("## mortise.yaml"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows).isEqualTo(keys);
    }

    private static void keys(String prefix, JsonNode schema, Set<String> into) {
        schema.path("properties").properties().forEach(entry -> {
            if (entry.getValue().has("properties")) {
                keys(prefix + entry.getKey() + ".", entry.getValue(), into);
            } else {
                into.add(prefix + entry.getKey());
            }
        });
    }
}
