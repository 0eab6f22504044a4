package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Nodes, names and references of the published models as a client reads them, beside their tables; TypeModelsTest compares those with the files. */
@Tag("wire")
class ServedTypesTest extends AClientOfAPlant {

    private static final String MODELS = "dev.mortise.controller.adapter.plantserver.ServedModel#all";

    private static final Map<String, NodeClass> CLASSES = Map.of(
            "O", NodeClass.Object,
            "V", NodeClass.Variable,
            "M", NodeClass.Method,
            "T", NodeClass.ObjectType,
            "W", NodeClass.VariableType,
            "D", NodeClass.DataType,
            "R", NodeClass.ReferenceType);

    @ParameterizedTest(name = "{0}")
    @MethodSource(MODELS)
    void everyNodeOfTheModelIsServedWithItsNames(String model) throws Exception {
        ServedModel types = new ServedModel(client, TypeTable.read(model));
        List<String> expected = new ArrayList<>();
        List<String> served = new ArrayList<>();
        for (JsonNode node : types.table().nodes()) {
            String name = node.path("n").asString();
            expected.add(String.join(
                    " ",
                    node.path("i").asString(),
                    requireNonNull(CLASSES.get(node.path("c").asString())).name(),
                    name,
                    node.path("d").asString(name.substring(name.indexOf(':') + 1))));
            served.add(read(types, node.path("i").asString()));
        }

        assertThat(served).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(MODELS)
    void everyReferenceOfTheModelIsServedAndNoOther(String model) throws Exception {
        ServedModel types = new ServedModel(client, TypeTable.read(model));
        TreeSet<String> expected = new TreeSet<>();
        TreeSet<String> served = new TreeSet<>();
        for (JsonNode node : types.table().nodes()) {
            String id = node.path("i").asString();
            node.path("r").forEach(text -> {
                String type = text.asString().substring(1, text.asString().indexOf(' '));
                String other = text.asString().substring(text.asString().indexOf(' ') + 1);
                expected.add(edge(text.asString().startsWith(">"), id, type, other));
            });
            for (ReferenceDescription reference : references(types, types.id(id))) {
                String type = types.text(reference.getReferenceTypeId());
                served.add(edge(reference.getIsForward(), id, type, types.text(reference.getNodeId())));
            }
        }

        assertThat(served).containsExactlyElementsOf(expected);
    }

    private static String read(ServedModel types, String id) throws UaException {
        return String.join(
                " ",
                id,
                String.valueOf(NodeClass.from((Integer) types.must(id, AttributeId.NodeClass))),
                types.name((QualifiedName) types.must(id, AttributeId.BrowseName)),
                String.valueOf(((LocalizedText) types.must(id, AttributeId.DisplayName)).text()));
    }

    private List<ReferenceDescription> references(ServedModel types, NodeId node) throws UaException {
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
                .filter(reference -> known(types, reference.getNodeId()))
                .toList();
    }

    private boolean known(ServedModel types, ExpandedNodeId id) {
        int index = id.toNodeId(client.getNamespaceTable())
                .orElseThrow()
                .getNamespaceIndex()
                .intValue();
        return index == 0 || types.namespace(index) > 0;
    }

    private static String edge(boolean forward, String here, String type, String other) {
        return forward ? here + " " + type + " " + other : other + " " + type + " " + here;
    }
}
