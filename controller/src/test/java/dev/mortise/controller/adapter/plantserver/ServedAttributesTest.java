package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumValueType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Attributes and values of the published models as a client reads them, beside their tables; ServedDefinitionsTest has the data types. */
@Tag("wire")
class ServedAttributesTest extends AClientOfAPlant {

    private static final String MODELS = "dev.mortise.controller.adapter.plantserver.ServedModel#all";
    private static final String LIST_OF = "ListOf";

    @ParameterizedTest(name = "{0}")
    @MethodSource(MODELS)
    void everyAttributeIsServedAsTheModelHasIt(String model) throws Exception {
        ServedModel types = new ServedModel(client, TypeTable.read(model));
        List<String> expected = new ArrayList<>();
        List<String> served = new ArrayList<>();
        for (JsonNode node : types.table().nodes()) {
            String id = node.path("i").asString();
            for (AttributeId attribute : attributes(node.path("c").asString())) {
                expected.add(id + " " + attribute + " " + expected(node, attribute));
                served.add(id + " " + attribute + " "
                        + text(types, types.held(id, attribute).orElse("")));
            }
        }

        assertThat(served).containsExactlyElementsOf(expected);
    }

    private static List<AttributeId> attributes(String letter) {
        return switch (letter) {
            case "O" -> List.of(AttributeId.EventNotifier);
            case "V" ->
                List.of(
                        AttributeId.DataType,
                        AttributeId.ValueRank,
                        AttributeId.ArrayDimensions,
                        AttributeId.AccessLevel,
                        AttributeId.UserAccessLevel);
            case "M" -> List.of(AttributeId.Executable, AttributeId.UserExecutable);
            case "T", "D" -> List.of(AttributeId.IsAbstract);
            case "W" ->
                List.of(
                        AttributeId.IsAbstract,
                        AttributeId.DataType,
                        AttributeId.ValueRank,
                        AttributeId.ArrayDimensions);
            default -> List.of(AttributeId.IsAbstract, AttributeId.Symmetric, AttributeId.InverseName);
        };
    }

    private static String expected(JsonNode node, AttributeId attribute) {
        return switch (attribute) {
            case EventNotifier -> node.path("notifier").asString("0");
            case DataType -> node.path("type").asString("0:24");
            case ValueRank -> node.path("rank").asString("-1");
            case ArrayDimensions ->
                node.has("dimensions")
                        ? Arrays.toString(node.path("dimensions").asString().split(",", -1))
                        : "";
            case AccessLevel, UserAccessLevel -> node.path("access").asString("1");
            case Executable, UserExecutable -> "true";
            case IsAbstract -> node.path("abstract").asString("false");
            case Symmetric -> node.path("symmetric").asString("false");
            case InverseName -> node.path("inverse").asString("");
            default -> throw new IllegalArgumentException(attribute.name());
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(MODELS)
    void everyValueIsServedWithItsTypeAndEachOfItsMembers(String model) throws Exception {
        ServedModel types = new ServedModel(client, TypeTable.read(model));
        List<String> expected = new ArrayList<>();
        List<String> served = new ArrayList<>();
        for (JsonNode node : types.table().nodes()) {
            if (node.has("value")) {
                String id = node.path("i").asString();
                String type = node.path("valueType").asString();
                Object value = types.must(id, AttributeId.Value);
                expected.add(id + " " + type + " " + expected(type, node.path("value")));
                served.add(id + " " + type(value) + " " + text(types, value));
            }
        }

        assertThat(served).containsExactlyElementsOf(expected);
    }

    private static String expected(String type, JsonNode value) {
        if (type.startsWith(LIST_OF)) {
            return value.valueStream()
                    .map(one -> expected(type.substring(LIST_OF.length()), one))
                    .toList()
                    .toString();
        }
        return switch (type) {
            case "Double" -> Double.valueOf(value.asString()).toString();
            case "DateTime" -> Instant.parse(value.asString()).toString();
            case "ExtensionObject" ->
                Stream.of("structure", "Name", "DataType", "ValueRank", "ArrayDimensions", "Value", "DisplayName")
                        .filter(value::has)
                        .map(member -> plain(value.path(member)))
                        .toList()
                        .toString();
            default -> value.asString();
        };
    }

    private static String plain(JsonNode member) {
        return member.isArray()
                ? member.valueStream().map(JsonNode::asString).toList().toString()
                : member.asString();
    }

    private static String type(Object served) {
        boolean list = served instanceof Object[];
        Class<?> kind = list ? served.getClass().getComponentType() : served.getClass();
        return (list ? LIST_OF : "") + OpcUaDataType.fromBackingClass(kind);
    }

    private String text(ServedModel types, Object served) {
        if (served instanceof Object[] list) {
            return Arrays.stream(list).map(one -> text(types, one)).toList().toString();
        }
        if (served instanceof NodeId id) {
            return types.text(id);
        }
        if (served instanceof LocalizedText text) {
            return Optional.ofNullable(text.text()).orElse("");
        }
        if (served instanceof QualifiedName name) {
            return types.name(name);
        }
        if (served instanceof DateTime time) {
            return time.getJavaInstant().toString();
        }
        return served instanceof ExtensionObject structure
                ? text(types, structure.decode(client.getStaticEncodingContext()))
                : String.valueOf(served);
    }

    private String text(ServedModel types, UaStructuredType structure) {
        if (structure instanceof Argument argument) {
            return List.of(
                            "Argument",
                            String.valueOf(argument.getName()),
                            types.text(argument.getDataType()),
                            String.valueOf(argument.getValueRank()),
                            Arrays.toString(argument.getArrayDimensions()))
                    .toString();
        }
        EnumValueType one = (EnumValueType) structure;
        return List.of("EnumValueType", String.valueOf(one.getValue()), text(types, one.getDisplayName()))
                .toString();
    }
}
