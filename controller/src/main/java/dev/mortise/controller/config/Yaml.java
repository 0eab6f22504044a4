package dev.mortise.controller.config;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.DefaultNodeReader;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One YAML file that a person edits, with the places of its values and the faults found so far. */
final class Yaml {

    private static final NodeReader READER =
            new DefaultNodeReader.Builder().locationAware().build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.nodeReader(READER));
    private static final YAMLMapper STRICT = YAMLMapper.builder(tools.jackson.dataformat.yaml.YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Path file;
    private final JsonNode root;
    private final List<Fault> faults = new ArrayList<>();

    private Yaml(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /** Reads a file and checks it against a schema of the resources; what is wrong is in {@link #faults()}. */
    static Yaml read(Path file, String schema) {
        try {
            String text = Files.readString(file);
            STRICT.readTree(text);
            Yaml yaml = new Yaml(file, READER.readTree(text, InputFormat.YAML));
            yaml.check(schema(schema));
            return yaml;
        } catch (NoSuchFileException e) {
            return broken(file, new Fault(file, 0, 0, "", "no such file", "a readable YAML file"));
        } catch (IOException e) {
            return broken(file, new Fault(file, 0, 0, "", String.valueOf(e.getMessage()), "a readable UTF-8 file"));
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            int line = at == null ? 0 : at.getLineNr();
            int column = at == null ? 0 : at.getColumnNr();
            return broken(
                    file,
                    new Fault(
                            file,
                            line,
                            column,
                            "",
                            String.valueOf(e.getOriginalMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                            "YAML 1.2"));
        }
    }

    JsonNode root() {
        return root;
    }

    Path file() {
        return file;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    boolean ok() {
        return faults.isEmpty();
    }

    /** Notes a fault at a node. */
    void fault(JsonNode at, String where, String expected) {
        TokenStreamLocation location = JsonNodes.tokenStreamLocationOf(at);
        faults.add(new Fault(
                file,
                location == null ? 0 : location.getLineNr(),
                location == null ? 0 : location.getColumnNr(),
                where,
                shown(at),
                expected));
    }

    private static String shown(JsonNode node) {
        if (node.isContainer()) {
            return node.isObject() ? "a mapping" : "a list";
        }
        return "'" + node.asString() + "'";
    }

    private void check(Schema schema) {
        for (Error error : schema.validate(root)) {
            JsonNode at = Optional.ofNullable(error.getInstanceNode()).orElse(root);
            String property = error.getProperty();
            JsonNode culprit = property != null && at.has(property) ? at.get(property) : at;
            String where = error.getInstanceLocation() + (property == null ? "" : "/" + property);
            fault(culprit, where, expected(error));
        }
    }

    private static String expected(Error error) {
        String property = error.getProperty();
        if (property != null && error.getKeyword().equals("additionalProperties")) {
            return "no such key" + Nearest.hint(property, error.getSchemaNode());
        }
        return error.getMessage();
    }

    private static Yaml broken(Path file, Fault fault) {
        Yaml yaml = new Yaml(file, STRICT.createObjectNode());
        yaml.faults.add(fault);
        return yaml;
    }

    private static Schema schema(String name) {
        try (InputStream in = Yaml.class.getResourceAsStream("/schema/" + name)) {
            if (in == null) {
                throw new IllegalStateException("schema/" + name + " is missing from the controller jar");
            }
            return SCHEMAS.getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
