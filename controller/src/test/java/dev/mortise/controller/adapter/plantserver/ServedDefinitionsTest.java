package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Definitions of the data types as a client reads them, beside the tables. A file tells a structure's own fields alone; what
 * is served begins with those of the types it is derived from (OPC 10000-3, 8.48).
 */
@Tag("wire")
class ServedDefinitionsTest extends AClientOfAPlant {

    private static final Map<String, TypeTable> TABLES =
            ServedModel.all().map(TypeTable::read).collect(Collectors.toMap(TypeTable::uri, Function.identity()));

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.mortise.controller.adapter.plantserver.ServedModel#all")
    void everyDefinitionIsServedWithAllFieldsThatAValueHas(String model) throws Exception {
        ServedModel types = new ServedModel(client, TypeTable.read(model));
        List<String> expected = new ArrayList<>();
        List<String> served = new ArrayList<>();
        for (JsonNode node : types.table().nodes()) {
            if (node.path("c").asString().equals("D")) {
                String id = node.path("i").asString();
                expected.add(id + " " + expected(types.table(), node));
                ExtensionObject definition = (ExtensionObject) types.must(id, AttributeId.DataTypeDefinition);
                served.add(id + " " + text(types, definition.decode(client.getStaticEncodingContext())));
            }
        }

        assertThat(served).containsExactlyElementsOf(expected);
    }

    private static String expected(TypeTable table, JsonNode node) {
        if (node.path("fields").valueStream().anyMatch(field -> field.has("value"))) {
            return node.path("fields")
                    .valueStream()
                    .map(field -> field.path("value").asString() + " "
                            + field.path("n").asString())
                    .toList()
                    .toString();
        }
        List<Field> fields = fields(table, node);
        String kind = fields.stream().anyMatch(Field::subtypes)
                ? "StructureWithSubtypedValues"
                : fields.stream().anyMatch(Field::optional) ? "StructureWithOptionalFields" : "Structure";
        List<Field> inherited =
                fields.subList(0, fields.size() - node.path("fields").size());
        // told as nothing's, or node-opcua counts the bits of what is optional wrongly
        boolean toldWhole = kind.equals("StructureWithOptionalFields")
                && !inherited.stream().allMatch(Field::optional);
        String base = toldWhole ? "0:22" : targets(node, "<0:45 ").findFirst().orElse("");
        return kind + " " + base + " " + encoding(table, node) + " "
                + fields.stream()
                        .map(field -> field.text + " " + (field.optional || field.subtypes))
                        .toList();
    }

    /** A file tells it at the one end or at the other. */
    private static String encoding(TypeTable table, JsonNode node) {
        String id = node.path("i").asString();
        return table.nodes().stream()
                .filter(other -> other.path("n").asString().equals("0:Default Binary"))
                .filter(other -> targets(other, "<0:38 ").anyMatch(id::equals)
                        || targets(node, ">0:38 ").anyMatch(other.path("i").asString()::equals))
                .map(other -> other.path("i").asString())
                .findFirst()
                .orElse("0:0");
    }

    /** Of a structure, the inherited ones first. */
    private static List<Field> fields(TypeTable table, JsonNode node) {
        String base = targets(node, "<0:45 ").findFirst().orElseThrow();
        int namespace = Integer.parseInt(base.substring(0, base.indexOf(':')));
        List<Field> fields = new ArrayList<>();
        if (namespace > 0) {
            TypeTable of = requireNonNull(TABLES.get(table.namespaces().get(namespace - 1)), base);
            String there = of.own(base.substring(base.indexOf(':') + 1));
            fields.addAll(fields(of, node(of, there)).stream()
                    .map(field -> field.seenFrom(of, table))
                    .toList());
        }
        node.path("fields").forEach(field -> fields.add(Field.of(field)));
        return fields;
    }

    private static JsonNode node(TypeTable table, String id) {
        return table.nodes().stream()
                .filter(node -> node.path("i").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> targets(JsonNode node, String kind) {
        return node.path("r")
                .valueStream()
                .map(JsonNode::asString)
                .filter(text -> text.startsWith(kind))
                .map(text -> text.substring(kind.length()));
    }

    private record Field(String type, String text, boolean optional, boolean subtypes) {

        static Field of(JsonNode field) {
            String type = field.path("type").asString("0:24");
            return new Field(
                    type,
                    text(
                            field.path("n").asString(),
                            type,
                            field.path("rank").asString("-1"),
                            field.path("dimensions").asString("")),
                    field.path("optional").asString("").equals("true"),
                    field.path("subtypes").asString("").equals("true"));
        }

        /** With the namespace of its type as the other table counts it. */
        Field seenFrom(TypeTable here, TypeTable there) {
            int namespace = Integer.parseInt(type.substring(0, type.indexOf(':')));
            if (namespace == 0) {
                return this;
            }
            String uri = here.namespaces().get(namespace - 1);
            String other = (there.namespaces().indexOf(uri) + 1) + type.substring(type.indexOf(':'));
            return new Field(other, text.replace(" " + type + " ", " " + other + " "), optional, subtypes);
        }

        static String text(String name, String type, String rank, String dimensions) {
            return name + " " + type + " " + rank + " [" + dimensions + "]";
        }
    }

    private static String text(ServedModel types, UaStructuredType definition) {
        if (definition instanceof EnumDefinition enumeration) {
            return Arrays.stream(requireNonNull(enumeration.getFields()))
                    .map(field -> field.getValue() + " " + field.getName())
                    .toList()
                    .toString();
        }
        StructureDefinition structure = (StructureDefinition) definition;
        return structure.getStructureType() + " " + types.text(structure.getBaseDataType()) + " "
                + types.text(structure.getDefaultEncodingId()) + " "
                + Arrays.stream(requireNonNull(structure.getFields()))
                        .map(field -> text(types, field))
                        .toList();
    }

    private static String text(ServedModel types, StructureField field) {
        String dimensions = Optional.ofNullable(field.getArrayDimensions())
                .map(all -> Arrays.stream(all).map(String::valueOf).collect(Collectors.joining(",")))
                .orElse("");
        return Field.text(
                        String.valueOf(field.getName()),
                        types.text(field.getDataType()),
                        String.valueOf(field.getValueRank()),
                        dimensions)
                + " " + field.getIsOptional();
    }
}
