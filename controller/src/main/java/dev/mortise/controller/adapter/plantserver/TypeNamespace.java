package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.nodes.UaDataTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaReferenceTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableTypeNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import tools.jackson.databind.JsonNode;

/** The nodes of one published information model, made from its table. */
final class TypeNamespace extends PushedNamespace {

    private static final UInteger NOT_WRITABLE = uint(0);
    private static final int READABLE = 1;
    private static final Set<String> TYPES = Set.of("T", "W", "D", "R");
    private static final String BASE_DATA_TYPE = "0:24";

    private final TypeTable table;
    private final TypeValues values;

    TypeNamespace(OpcUaServer server, TypeTable table) {
        super(server, table.uri());
        this.table = table;
        this.values = new TypeValues(this::id, this::name, server.getStaticEncodingContext());
        getLifecycleManager().addStartupTask(this::build);
    }

    List<NodeId> dataTypes() {
        return table.nodes().stream()
                .filter(node -> node.path("c").asString().equals("D"))
                .map(node -> id(node.path("i").asString()))
                .toList();
    }

    /** The id of a type that the model has directly. */
    NodeId type(String name) {
        return named(name, TYPES);
    }

    /** The id of a state: an object of a type. */
    NodeId state(String name) {
        return named(name, Set.of("O"));
    }

    private NodeId named(String name, Set<String> classes) {
        String own = table.own(name);
        return table.nodes().stream()
                .filter(node -> classes.contains(node.path("c").asString())
                        && node.path("n").asString().equals(own))
                .map(node -> id(node.path("i").asString()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(table.uri() + " has no " + name));
    }

    /** Objects of a kind that a type has directly: its states, its transitions. A subtype of the kind is one, too. */
    List<NodeId> membersOf(NodeId type, NodeId kind) {
        List<NodeId> kinds = kind.equals(NodeIds.StateType) ? List.of(kind, NodeIds.InitialStateType) : List.of(kind);
        return getNodeManager().getReferences(type).stream()
                .filter(Reference.HAS_COMPONENT_PREDICATE)
                .flatMap(reference -> local(reference.getTargetNodeId()).stream())
                .filter(member -> getNodeManager().getReferences(member).stream()
                        .filter(Reference.HAS_TYPE_DEFINITION_PREDICATE)
                        .flatMap(reference -> local(reference.getTargetNodeId()).stream())
                        .anyMatch(kinds::contains))
                .sorted(Comparator.comparing(member -> ((UInteger) member.getIdentifier()).longValue()))
                .toList();
    }

    /** As this server numbers its namespaces. */
    Optional<NodeId> local(ExpandedNodeId id) {
        return id.toNodeId(getServer().getNamespaceTable());
    }

    /** A name in the model's own namespace. */
    QualifiedName own(String name) {
        return newQualifiedName(name);
    }

    private void build() {
        for (JsonNode node : table.nodes()) {
            getNodeManager().addNode(node(node));
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode node : table.nodes()) {
            node.path("r").forEach(text -> refer(node.path("i").asString(), text.asString(), seen));
        }
        define();
    }

    /** Last: what a structure inherits may stand further down in the table, or in a model loaded before. */
    private void define() {
        TypeDefinitions definitions = new TypeDefinitions(table, this::id, values, this::structure);
        for (JsonNode node : table.nodes()) {
            if (node.path("c").asString().equals("D")) {
                dataType(id(node.path("i").asString()))
                        .ifPresent(type -> definitions.of(node).ifPresent(type::setDataTypeDefinition));
            }
        }
    }

    private Optional<UaDataTypeNode> dataType(NodeId id) {
        return getServer()
                .getAddressSpaceManager()
                .getManagedNode(id)
                .filter(UaDataTypeNode.class::isInstance)
                .map(UaDataTypeNode.class::cast);
    }

    private Optional<StructureDefinition> structure(NodeId id) {
        return dataType(id)
                .map(UaDataTypeNode::getDataTypeDefinition)
                .filter(StructureDefinition.class::isInstance)
                .map(StructureDefinition.class::cast);
    }

    /** A file may tell a reference at both of its ends; it is one. */
    private void refer(String from, String text, Set<String> seen) {
        boolean forward = text.startsWith(">");
        String type = text.substring(1, text.indexOf(' '));
        String to = text.substring(text.indexOf(' ') + 1);
        if (seen.add(forward ? from + " " + type + " " + to : to + " " + type + " " + from)) {
            Reference reference = new Reference(
                    id(from),
                    id(type),
                    id(to).expanded(),
                    forward ? Reference.Direction.FORWARD : Reference.Direction.INVERSE);
            getNodeManager().addReferences(reference, getServer().getNamespaceTable());
        }
    }

    private NodeId id(String text) {
        int colon = text.indexOf(':');
        return new NodeId(namespace(text.substring(0, colon)), uint(Long.parseLong(text.substring(colon + 1))));
    }

    private QualifiedName name(String text) {
        int colon = text.indexOf(':');
        return new QualifiedName(namespace(text.substring(0, colon)), text.substring(colon + 1));
    }

    private UShort namespace(String number) {
        int index = Integer.parseInt(number);
        if (index == 0) {
            return ushort(0);
        }
        String uri = table.namespaces().get(index - 1);
        return Optional.ofNullable(getServer().getNamespaceTable().getIndex(uri))
                .orElseThrow(() -> new IllegalStateException(table.uri() + " needs " + uri));
    }

    /** What nodes of every class have. */
    private record Head(NodeId id, QualifiedName name, LocalizedText display, boolean isAbstract) {}

    private UaNode node(JsonNode node) {
        QualifiedName name = name(node.path("n").asString());
        Head head = new Head(
                id(node.path("i").asString()),
                name,
                new LocalizedText("", node.path("d").asString(String.valueOf(name.name()))),
                node.path("abstract").asString("").equals("true"));
        String letter = node.path("c").asString();
        return switch (letter) {
            case "O" -> object(node, head);
            case "V" -> variable(node, head);
            case "M" -> method(head);
            case "T" -> objectType(head);
            case "W" -> variableType(node, head);
            case "D" -> dataType(head);
            case "R" -> referenceType(node, head);
            default -> throw new IllegalStateException("no node class " + letter);
        };
    }

    private UaObjectNode object(JsonNode node, Head head) {
        return new UaObjectNode(
                getNodeContext(),
                head.id,
                head.name,
                head.display,
                LocalizedText.NULL_VALUE,
                NOT_WRITABLE,
                NOT_WRITABLE,
                ubyte(TypeValues.number(node.path("notifier"), 0)));
    }

    private UaMethodNode method(Head head) {
        return new UaMethodNode(
                getNodeContext(),
                head.id,
                head.name,
                head.display,
                LocalizedText.NULL_VALUE,
                NOT_WRITABLE,
                NOT_WRITABLE,
                true,
                true);
    }

    private UaObjectTypeNode objectType(Head head) {
        return new UaObjectTypeNode(
                getNodeContext(),
                head.id,
                head.name,
                head.display,
                LocalizedText.NULL_VALUE,
                NOT_WRITABLE,
                NOT_WRITABLE,
                head.isAbstract);
    }

    private UaReferenceTypeNode referenceType(JsonNode node, Head head) {
        return new UaReferenceTypeNode(
                getNodeContext(),
                head.id,
                head.name,
                head.display,
                LocalizedText.NULL_VALUE,
                NOT_WRITABLE,
                NOT_WRITABLE,
                head.isAbstract,
                node.path("symmetric").asString("").equals("true"),
                new LocalizedText("", node.path("inverse").asString("")));
    }

    private UaVariableNode variable(JsonNode node, Head head) {
        UaVariableNode variable = new UaVariableNode(
                getNodeContext(),
                head.id,
                head.name,
                head.display,
                LocalizedText.NULL_VALUE,
                NOT_WRITABLE,
                NOT_WRITABLE);
        variable.setDataType(id(node.path("type").asString(BASE_DATA_TYPE)));
        variable.setValueRank(TypeValues.rank(node));
        variable.setArrayDimensions(TypeValues.dimensions(node));
        int access = TypeValues.number(node.path("access"), READABLE);
        variable.setAccessLevel(ubyte(access));
        variable.setUserAccessLevel(ubyte(access));
        variable.setValue(new DataValue(values.value(node)));
        return variable;
    }

    private UaVariableTypeNode variableType(JsonNode node, Head head) {
        return new UaVariableTypeNode(
                getNodeContext(),
                head.id,
                head.name,
                head.display,
                LocalizedText.NULL_VALUE,
                NOT_WRITABLE,
                NOT_WRITABLE,
                new DataValue(values.value(node)),
                id(node.path("type").asString(BASE_DATA_TYPE)),
                TypeValues.rank(node),
                TypeValues.dimensions(node),
                head.isAbstract);
    }

    private UaDataTypeNode dataType(Head head) {
        return new UaDataTypeNode(
                getNodeContext(),
                head.id,
                head.name,
                head.display,
                LocalizedText.NULL_VALUE,
                NOT_WRITABLE,
                NOT_WRITABLE,
                head.isAbstract);
    }
}
