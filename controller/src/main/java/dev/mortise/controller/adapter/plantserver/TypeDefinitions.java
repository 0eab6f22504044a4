package dev.mortise.controller.adapter.plantserver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.StructureType;
import org.eclipse.milo.opcua.stack.core.types.structured.DataTypeDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;
import tools.jackson.databind.JsonNode;

/** Definitions of the data types of a table. A structure's begins with the fields it inherits (OPC 10000-3, 8.48); files leave them out. */
final class TypeDefinitions {

    private static final String ENCODING = ">0:38 ";
    private static final String ENCODING_OF = "<0:38 ";
    private static final String SUBTYPE_OF = "<0:45 ";

    private final TypeTable table;
    private final Function<String, NodeId> ids;
    private final TypeValues values;
    private final Function<NodeId, Optional<StructureDefinition>> before;

    /**
     * Of one table.
     *
     * @param before structures of the models it is derived from
     */
    TypeDefinitions(
            TypeTable table,
            Function<String, NodeId> ids,
            TypeValues values,
            Function<NodeId, Optional<StructureDefinition>> before) {
        this.table = table;
        this.ids = ids;
        this.values = values;
        this.before = before;
    }

    /** Of an enumeration, when the fields have values; of a structure otherwise. */
    Optional<DataTypeDefinition> of(JsonNode node) {
        JsonNode fields = node.path("fields");
        if (fields.isMissingNode()) {
            return Optional.empty();
        }
        boolean enumeration = !fields.isEmpty() && fields.get(0).has("value");
        return Optional.of(enumeration ? TypeValues.enumeration(fields) : structure(node));
    }

    private StructureDefinition structure(JsonNode node) {
        Optional<String> base = targets(node, SUBTYPE_OF).findFirst();
        Optional<StructureDefinition> inherited = base.flatMap(this::structure);
        List<StructureField> fields = new ArrayList<>();
        inherited
                .flatMap(structure -> Optional.ofNullable(structure.getFields()))
                .ifPresent(all -> fields.addAll(Arrays.asList(all)));
        fields.addAll(values.fields(node.path("fields")));
        StructureType own = TypeValues.kind(node.path("fields"));
        StructureType kind = inherited
                .map(StructureDefinition::getStructureType)
                .filter(before -> rank(before) > rank(own))
                .orElse(own);
        NodeId told = kind == StructureType.StructureWithOptionalFields && inherits(inherited)
                ? NodeIds.Structure
                : base.map(ids).orElse(NodeIds.BaseDataType);
        return new StructureDefinition(encoding(node), told, kind, fields.toArray(StructureField[]::new));
    }

    /**
     * Mandatory fields. node-opcua (2.x) gives them a bit, too, and reads whatever follows wrongly, unless the definition says that
     * nothing was inherited: its fields are all there, and the type's reference to its supertype is, as published.
     */
    private static boolean inherits(Optional<StructureDefinition> inherited) {
        return inherited.flatMap(structure -> Optional.ofNullable(structure.getFields())).stream()
                .flatMap(Arrays::stream)
                .anyMatch(field -> !field.getIsOptional());
    }

    private Optional<StructureDefinition> structure(String id) {
        return node(id).map(this::structure).or(() -> before.apply(ids.apply(id)));
    }

    /** A structure that inherits optional fields has them, and one that inherits subtyped values, too. */
    private static int rank(StructureType kind) {
        return List.of(
                        StructureType.Structure,
                        StructureType.StructureWithOptionalFields,
                        StructureType.StructureWithSubtypedValues)
                .indexOf(kind);
    }

    private Optional<JsonNode> node(String id) {
        return table.nodes().stream()
                .filter(node -> node.path("i").asString().equals(id))
                .findFirst();
    }

    /** The one called Default Binary; a file tells it at either end. */
    private NodeId encoding(JsonNode node) {
        String id = node.path("i").asString();
        List<String> told = targets(node, ENCODING).toList();
        return table.nodes().stream()
                .filter(other -> other.path("n").asString().equals("0:Default Binary"))
                .filter(other -> told.contains(other.path("i").asString())
                        || targets(other, ENCODING_OF).anyMatch(id::equals))
                .map(other -> ids.apply(other.path("i").asString()))
                .findFirst()
                .orElse(NodeId.NULL_VALUE);
    }

    private static Stream<String> targets(JsonNode node, String kind) {
        return node.path("r")
                .valueStream()
                .map(JsonNode::asString)
                .filter(text -> text.startsWith(kind))
                .map(text -> text.substring(kind.length()));
    }
}
