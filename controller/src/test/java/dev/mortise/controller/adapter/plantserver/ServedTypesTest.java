package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a client reads of the published models, beside their tables; TypeModelsTest compares those with the files. */
@Tag("wire")
class ServedTypesTest extends AClientOfAPlant {

    private static final Map<String, NodeClass> CLASSES = Map.of(
            "O", NodeClass.Object,
            "V", NodeClass.Variable,
            "M", NodeClass.Method,
            "T", NodeClass.ObjectType,
            "W", NodeClass.VariableType,
            "D", NodeClass.DataType,
            "R", NodeClass.ReferenceType);

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "packml.jsonl",
                "isa95-job-control.jsonl",
                "di.jsonl",
                "ia.jsonl",
                "machinery.jsonl",
                "machinery-result.jsonl",
                "robotics.jsonl",
                "amb.jsonl",
                "machinery-jobs.jsonl",
                "ijt-base.jsonl"
            })
    void everyNodeOfTheModelIsServedWithItsNamesAndItsType(String model) throws Exception {
        TypeTable table = TypeTable.read(model);
        List<String> expected = new ArrayList<>();
        List<String> served = new ArrayList<>();
        for (JsonNode node : table.nodes()) {
            String name = node.path("n").asString();
            boolean typed = node.path("c").asString().equals("V");
            expected.add(String.join(
                    " ",
                    node.path("i").asString(),
                    requireNonNull(CLASSES.get(node.path("c").asString())).name(),
                    name,
                    node.path("d").asString(name.substring(name.indexOf(':') + 1)),
                    typed
                            ? node.path("type").asString("0:24") + " "
                                    + node.path("rank").asString("-1")
                            : ""));
            served.add(read(table, node.path("i").asString(), typed));
        }

        assertThat(served).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "packml.jsonl",
                "isa95-job-control.jsonl",
                "di.jsonl",
                "ia.jsonl",
                "machinery.jsonl",
                "machinery-result.jsonl",
                "robotics.jsonl",
                "amb.jsonl",
                "machinery-jobs.jsonl",
                "ijt-base.jsonl"
            })
    void everyReferenceOfTheModelIsServedAndNoOther(String model) throws Exception {
        TypeTable table = TypeTable.read(model);
        TreeSet<String> expected = new TreeSet<>();
        TreeSet<String> served = new TreeSet<>();
        for (JsonNode node : table.nodes()) {
            String id = node.path("i").asString();
            node.path("r").forEach(text -> {
                String type = text.asString().substring(1, text.asString().indexOf(' '));
                String other = text.asString().substring(text.asString().indexOf(' ') + 1);
                expected.add(edge(text.asString().startsWith(">"), id, type, other));
            });
            for (ReferenceDescription reference : references(table, id(table, id))) {
                String type = text(table, reference.getReferenceTypeId().expanded());
                served.add(edge(reference.getIsForward(), id, type, text(table, reference.getNodeId())));
            }
        }

        assertThat(served).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "packml.jsonl",
                "isa95-job-control.jsonl",
                "di.jsonl",
                "ia.jsonl",
                "machinery.jsonl",
                "machinery-result.jsonl",
                "robotics.jsonl",
                "amb.jsonl",
                "machinery-jobs.jsonl",
                "ijt-base.jsonl"
            })
    void everyValueOfTheModelIsServed(String model) throws Exception {
        TypeTable table = TypeTable.read(model);
        List<String> wrong = new ArrayList<>();
        for (JsonNode node : table.nodes()) {
            if (node.has("value")) {
                DataValue value = attribute(id(table, node.path("i").asString()), AttributeId.Value);
                if (!fits(
                        table, node.path("value"), requireNonNull(value.value().value()))) {
                    wrong.add(node + " but " + value);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Lists by their length: ServedTypesTest of a client library would decode their members. */
    private boolean fits(TypeTable table, JsonNode expected, Object served) {
        if (expected.isArray()) {
            return served instanceof Object[] list && list.length == expected.size();
        }
        if (served instanceof LocalizedText text) {
            return expected.asString().equals(Optional.ofNullable(text.text()).orElse(""));
        }
        if (served instanceof QualifiedName name) {
            return expected.asString().equals(name(table, name));
        }
        return expected.asString().equals(String.valueOf(served))
                || String.valueOf(served).contains(expected.asString());
    }

    private String read(TypeTable table, String id, boolean typed) throws UaException {
        NodeId node = id(table, id);
        Object name = attribute(node, AttributeId.BrowseName).value().value();
        Object display = attribute(node, AttributeId.DisplayName).value().value();
        String kind = "";
        if (typed) {
            Object type = attribute(node, AttributeId.DataType).value().value();
            Object rank = attribute(node, AttributeId.ValueRank).value().value();
            kind = text(table, requireNonNull((NodeId) type).expanded()) + " " + rank;
        }
        return String.join(
                " ",
                id,
                String.valueOf(NodeClass.from(requireNonNull(
                        (Integer) attribute(node, AttributeId.NodeClass).value().value()))),
                name(table, requireNonNull((QualifiedName) name)),
                String.valueOf(requireNonNull((LocalizedText) display).text()),
                kind);
    }

    private DataValue attribute(NodeId node, AttributeId attribute) throws UaException {
        return client.read(
                        0.0,
                        TimestampsToReturn.Neither,
                        List.of(new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE)))
                .getResults()[0];
    }

    private List<ReferenceDescription> references(TypeTable table, NodeId node) throws UaException {
        ReferenceDescription[] all = client.browse(new BrowseDescription(
                        node,
                        BrowseDirection.Both,
                        NodeIds.References,
                        true,
                        uint(0),
                        uint(BrowseResultMask.All.getValue())))
                .getReferences();
        // what the line's own objects and models made upon this one refer to is not the model's
        return Arrays.stream(requireNonNull(all))
                .filter(reference -> known(table, reference.getNodeId()))
                .toList();
    }

    private boolean known(TypeTable table, ExpandedNodeId id) {
        int index = id.toNodeId(client.getNamespaceTable())
                .orElseThrow()
                .getNamespaceIndex()
                .intValue();
        return index == 0 || namespace(table, index) > 0;
    }

    private static String edge(boolean forward, String here, String type, String other) {
        return forward ? here + " " + type + " " + other : other + " " + type + " " + here;
    }

    private NodeId id(TypeTable table, String text) {
        int colon = text.indexOf(':');
        UInteger number = uint(Long.parseLong(text.substring(colon + 1)));
        int namespace = Integer.parseInt(text.substring(0, colon));
        return namespace == 0
                ? new NodeId(0, number)
                : new NodeId(
                        client.getNamespaceTable().getIndex(table.namespaces().get(namespace - 1)), number);
    }

    private String text(TypeTable table, ExpandedNodeId id) {
        NodeId local = id.toNodeId(client.getNamespaceTable()).orElseThrow();
        return namespace(table, local.getNamespaceIndex().intValue()) + ":" + local.getIdentifier();
    }

    private String name(TypeTable table, QualifiedName name) {
        return namespace(table, name.namespaceIndex().intValue()) + ":" + name.name();
    }

    private int namespace(TypeTable table, int index) {
        return index == 0
                ? 0
                : table.namespaces().indexOf(client.getNamespaceTable().get(index)) + 1;
    }
}
