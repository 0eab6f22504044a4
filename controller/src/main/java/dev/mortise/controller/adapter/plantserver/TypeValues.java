package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.StructureType;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumField;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumValueType;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values and definitions of a table as OPC UA has them. */
final class TypeValues {

    private static final int SCALAR = -1;

    private final Function<String, NodeId> ids;
    private final Function<String, QualifiedName> names;
    private final EncodingContext encoding;

    TypeValues(Function<String, NodeId> ids, Function<String, QualifiedName> names, EncodingContext encoding) {
        this.ids = ids;
        this.names = names;
        this.encoding = encoding;
    }

    static int rank(JsonNode holder) {
        return number(holder.path("rank"), SCALAR);
    }

    /** {@code "0,0"} as numbers; absent is null, as OPC UA has it. */
    static UInteger @Nullable [] dimensions(JsonNode holder) {
        String text = holder.path("dimensions").asString("");
        return text.isEmpty()
                ? null
                : Arrays.stream(text.split(","))
                        .map(part -> uint(Integer.parseInt(part.strip())))
                        .toArray(UInteger[]::new);
    }

    Variant value(JsonNode node) {
        String type = node.path("valueType").asString("");
        JsonNode value = node.path("value");
        return switch (type) {
            case "" -> Variant.NULL_VALUE;
            case "String" -> new Variant(value.asString());
            case "Boolean" -> new Variant(Boolean.valueOf(value.asString()));
            case "UInt32" -> new Variant(uint(Long.parseLong(value.asString())));
            case "Int32" -> new Variant(Integer.valueOf(value.asString()));
            case "Byte" -> new Variant(ubyte(Integer.parseInt(value.asString())));
            case "Int16" -> new Variant(Short.valueOf(value.asString()));
            case "Int64" -> new Variant(Long.valueOf(value.asString()));
            case "UInt64" -> new Variant(ulong(Long.parseLong(value.asString())));
            case "Double" -> new Variant(Double.valueOf(value.asString()));
            case "DateTime" -> new Variant(new DateTime(Instant.parse(value.asString())));
            case "LocalizedText" -> new Variant(text(value));
            case "QualifiedName" -> new Variant(names.apply(value.asString()));
            case "ListOfString" -> new Variant(array(value, JsonNode::asString, String[]::new));
            case "ListOfInt32" -> new Variant(array(value, one -> Integer.valueOf(one.asString()), Integer[]::new));
            case "ListOfLocalizedText" -> new Variant(array(value, TypeValues::text, LocalizedText[]::new));
            case "ListOfExtensionObject" ->
                new Variant(
                        array(value, one -> ExtensionObject.encode(encoding, structure(one)), ExtensionObject[]::new));
            default -> throw new IllegalStateException("a table has a value of type " + type + ": " + node);
        };
    }

    private UaStructuredType structure(JsonNode one) {
        String kind = one.path("structure").asString();
        return switch (kind) {
            case "Argument" ->
                new Argument(
                        one.path("Name").asString(),
                        ids.apply(one.path("DataType").asString()),
                        number(one.path("ValueRank"), SCALAR),
                        array(
                                one.path("ArrayDimensions"),
                                size -> uint(Integer.parseInt(size.asString())),
                                UInteger[]::new),
                        LocalizedText.NULL_VALUE);
            case "EnumValueType" ->
                new EnumValueType(
                        Long.valueOf(one.path("Value").asString()),
                        text(one.path("DisplayName")),
                        LocalizedText.NULL_VALUE);
            default -> throw new IllegalStateException("a table has a structure " + kind);
        };
    }

    static EnumDefinition enumeration(JsonNode fields) {
        return new EnumDefinition(array(
                fields,
                field -> new EnumField(
                        Long.valueOf(field.path("value").asString()),
                        text(field.path("n")),
                        LocalizedText.NULL_VALUE,
                        field.path("n").asString()),
                EnumField[]::new));
    }

    /** Of a structure, its own ones. */
    List<StructureField> fields(JsonNode fields) {
        return fields.valueStream()
                .map(field -> new StructureField(
                        field.path("n").asString(),
                        LocalizedText.NULL_VALUE,
                        ids.apply(field.path("type").asString("0:24")),
                        rank(field),
                        dimensions(field),
                        uint(0),
                        optional(field)))
                .toList();
    }

    static StructureType kind(JsonNode fields) {
        if (fields.valueStream().anyMatch(TypeValues::subtyped)) {
            return StructureType.StructureWithSubtypedValues;
        }
        return fields.valueStream().anyMatch(TypeValues::optional)
                ? StructureType.StructureWithOptionalFields
                : StructureType.Structure;
    }

    /** In a structure with subtyped values the same flag says that a field may hold a subtype (OPC 10000-3, 8.49). */
    private static boolean optional(JsonNode field) {
        return field.path("optional").asString("").equals("true") || subtyped(field);
    }

    private static boolean subtyped(JsonNode field) {
        return field.path("subtypes").asString("").equals("true");
    }

    private static LocalizedText text(JsonNode text) {
        return new LocalizedText("", text.asString());
    }

    static int number(JsonNode text, int absent) {
        return text.isMissingNode() ? absent : Integer.parseInt(text.asString());
    }

    private static <T> T[] array(JsonNode list, Function<JsonNode, T> each, IntFunction<T[]> make) {
        List<T> all = new ArrayList<>();
        list.forEach(one -> all.add(each.apply(one)));
        return all.toArray(make.apply(0));
    }
}
