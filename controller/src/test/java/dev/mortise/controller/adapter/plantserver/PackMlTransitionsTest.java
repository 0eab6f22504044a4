package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.domain.cell.UnitState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every transition of the published model, as its table has them. */
@Tag("wire")
class PackMlTransitionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRANSITION_TYPE = ">0:40 0:2310";
    private static final String FROM = ">0:51 ";
    private static final String TO = ">0:52 ";
    private static final String CAUSE = ">0:53 ";

    /** A unit that has just come into a state which has states of its own. */
    private static final Map<String, UnitState> FIRST_OF =
            Map.of("Cleared", UnitState.CLEARING, "Running", UnitState.RESETTING);

    /** What a client may ask for; the line does the rest by itself. */
    private static final Map<String, String> ASKED = Map.of(
            "Hold", "hold TRAY-A asked by PackML by op",
            "Unhold", "unhold TRAY-A by op",
            "Abort", "abort TRAY-A asked by PackML by op",
            "Clear", "clear TRAY-A by op");

    private static final String BASE = "Line.Cells.TRAY-A/M:BaseStateMachine";

    /** The machine of each state, by the type that has it. */
    private static final Map<String, String> MACHINES = Map.of(
            "PackMLBaseStateMachineType", BASE,
            "PackMLMachineStateMachineType", BASE + "/M:MachineState",
            "PackMLExecuteStateMachineType", BASE + "/M:MachineState/M:ExecuteState");

    @TempDir
    Path directory;

    private APlant plant;
    private OpcUaClient client;

    /**
     * One of them.
     *
     * @param cause name of a method; empty when the unit comes there by itself
     */
    private record Transition(String machine, String from, String to, Optional<String> cause) {}

    @BeforeEach
    void connect() throws Exception {
        plant = new APlant(directory);
        client = plant.trusted(Comes.properly());
    }

    @AfterEach
    void close() {
        plant.close();
    }

    @Test
    void everyTransitionOfThePublishedModelIsShownAndItsMethodIsTheLinesOrRefused() throws Exception {
        List<Transition> all = transitions();
        assertThat(all).hasSize(26);
        for (Transition transition : all) {
            shows(transition.machine(), transition.from());
            if (transition.cause().isPresent()) {
                calls(transition, transition.cause().orElseThrow());
            }
            shows(transition.machine(), transition.to());
        }
    }

    private void shows(String machine, String state) {
        UnitState unit = Optional.ofNullable(FIRST_OF.get(state))
                .orElseGet(() -> UnitState.named(state.toUpperCase(Locale.ROOT)).orElseThrow());
        plant.board.put(ACellView.idle("TRAY-A", unit.name()));
        Awaitility.await(machine + " is " + state).atMost(PATIENCE).until(() -> state.equals(state(machine)));
    }

    private void calls(Transition transition, String method) throws UaException {
        plant.desk.asked.clear();
        Variant[] arguments = method.equals("Start") ? new Variant[] {Variant.NULL_VALUE} : new Variant[0];
        long status = requireNonNull(client.call(List.of(new CallMethodRequest(
                                id(transition.machine()), id(transition.machine() + "/M:" + method), arguments)))
                        .getResults())[0]
                .getStatusCode()
                .value();

        Optional<String> asked = Optional.ofNullable(ASKED.get(method));
        assertThat(status)
                .as("%s at %s", method, transition.from())
                .isEqualTo(asked.isPresent() ? StatusCodes.Good : StatusCodes.Bad_NotSupported);
        assertThat(plant.desk.asked).containsExactlyElementsOf(asked.stream().toList());
    }

    private String state(String machine) throws UaException {
        Object value = client.readValue(0.0, TimestampsToReturn.Both, id(machine + "/0:CurrentState"))
                .value()
                .value();
        return value instanceof LocalizedText text ? String.valueOf(text.text()) : "";
    }

    private NodeId id(String path) {
        UShort line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        UShort model = requireNonNull(client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/PackML/"));
        return new NodeId(line, path.replace("M:", model + ":"));
    }

    private static List<Transition> transitions() {
        List<JsonNode> nodes = TypeTable.read("packml.jsonl").nodes();
        Map<String, String> names = nodes.stream()
                .collect(Collectors.toMap(
                        node -> node.path("i").asString(),
                        node -> node.path("n").asString().replaceFirst("^\\d+:", ""),
                        (one, same) -> one));
        return nodes.stream()
                .filter(node -> references(node, TRANSITION_TYPE).size() == 1)
                .map(node -> new Transition(
                        requireNonNull(MACHINES.get(owner(nodes, names, node))),
                        named(names, node, FROM).orElseThrow(),
                        named(names, node, TO).orElseThrow(),
                        named(names, node, CAUSE)))
                .toList();
    }

    private static String owner(List<JsonNode> nodes, Map<String, String> names, JsonNode transition) {
        List<String> above = references(transition, "<0:47 ");
        String id = transition.path("i").asString();
        return above.isEmpty()
                ? nodes.stream()
                        .filter(node -> references(node, ">0:47 ").contains(id))
                        .map(node -> String.valueOf(names.get(node.path("i").asString())))
                        .findFirst()
                        .orElseThrow()
                : String.valueOf(names.get(above.get(0)));
    }

    private static Optional<String> named(Map<String, String> names, JsonNode node, String reference) {
        return references(node, reference).stream().findFirst().map(id -> String.valueOf(names.get(id)));
    }

    private static List<String> references(JsonNode node, String kind) {
        return node.path("r")
                .valueStream()
                .map(JsonNode::asString)
                .filter(text -> text.startsWith(kind))
                .map(text -> text.substring(kind.length()))
                .toList();
    }
}
