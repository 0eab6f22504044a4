package dev.mortise.controller.config;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.DefaultNodeReader;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
            YamlText.Read read = YamlText.read(file);
            Optional<Fault> strange =
                    read.fault().isPresent() ? read.fault() : YamlText.strange(file, read.text(), STRICT);
            if (strange.isPresent()) {
                return broken(file, strange.orElseThrow());
            }
            String text = read.text();
            STRICT.readTree(text);
            Yaml yaml = new Yaml(file, READER.readTree(text, InputFormat.YAML));
            yaml.check(schema);
            return yaml;
        } catch (NoSuchFileException e) {
            return broken(file, new Fault(file, 0, 0, "", "no such file", "a readable YAML file"));
        } catch (IOException e) {
            return broken(file, new Fault(file, 0, 0, "", String.valueOf(e.getMessage()), "a readable UTF-8 file"));
        } catch (JacksonException e) {
            return broken(file, YamlText.notYaml(file, e));
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

    /** Notes a fault told as {@code key: what would be right}, at that key's value where the node has it. */
    void keyed(JsonNode node, String where, String fault) {
        int colon = fault.indexOf(':');
        String key = colon < 0 ? "" : fault.substring(0, colon);
        boolean here = node.has(key);
        fault(
                here ? node.get(key) : node,
                here ? where + "/" + key : where,
                fault.substring(colon + 1).trim());
    }

    private static String shown(JsonNode node) {
        if (node.isContainer()) {
            return node.isObject() ? "a mapping" : "a list";
        }
        return "'" + node.asString() + "'";
    }

    private void check(String schemaName) {
        String schema = schemaText(schemaName);
        JsonNode schemaRoot = STRICT.readTree(schema);
        for (Error error : SCHEMAS.getSchema(schema, InputFormat.JSON).validate(root)) {
            JsonNode at = Optional.ofNullable(error.getInstanceNode()).orElse(root);
            String property = error.getProperty();
            JsonNode culprit = property != null && at.has(property) ? at.get(property) : at;
            String where = error.getInstanceLocation() + (property == null ? "" : "/" + property);
            fault(culprit, where, expected(error, schemaRoot));
        }
    }

    private static String expected(Error error, JsonNode schemaRoot) {
        String property = String.valueOf(error.getProperty());
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "no such key" + Nearest.hint(property, ruleSet(error, schemaRoot));
            case "required" -> "the key '" + property + "', which is missing";
            default -> error.getMessage();
        };
    }

    /** The part of the schema whose rule was broken, with all the keys that it knows. */
    private static JsonNode ruleSet(Error error, JsonNode schemaRoot) {
        String rule = error.getSchemaLocation().getFragment().toString();
        return schemaRoot.at(rule.substring(0, rule.lastIndexOf('/')));
    }

    private static Yaml broken(Path file, Fault fault) {
        Yaml yaml = new Yaml(file, STRICT.createObjectNode());
        yaml.faults.add(fault);
        return yaml;
    }

    private static String schemaText(String name) {
        try (InputStream in = Yaml.class.getResourceAsStream("/schema/" + name)) {
            if (in == null) {
                throw new IllegalStateException("schema/" + name + " is missing from the controller jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
