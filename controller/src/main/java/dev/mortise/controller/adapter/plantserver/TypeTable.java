package dev.mortise.controller.adapter.plantserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A published information model as a table of facts; plant-server.md tells what its letters mean.
 *
 * @param uri of the model
 * @param namespaces that its ids count from 1; 0 is the core
 * @param nodes one object each
 */
record TypeTable(String uri, List<String> namespaces, List<JsonNode> nodes) {

    TypeTable {
        namespaces = List.copyOf(namespaces);
        nodes = List.copyOf(nodes);
    }

    /** The name as the table has it, of a node in the model's own namespace. */
    String own(String name) {
        return namespaces.indexOf(uri) + 1 + ":" + name;
    }

    static TypeTable read(String resource) {
        try (InputStream in = TypeTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the controller jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<JsonNode> lines =
                    reader.lines().map(JsonMapper.shared()::readTree).toList();
            List<String> namespaces = new ArrayList<>();
            lines.get(0).path("namespaces").forEach(uri -> namespaces.add(uri.asString()));
            return new TypeTable(lines.get(0).path("model").asString(), namespaces, lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
