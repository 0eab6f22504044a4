package dev.mortise.controller.adapter.plantserver;

import static dev.mortise.controller.adapter.plantserver.PublishedUnit.OUTERMOST;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.plantserver.PublishedUnit.Act;
import dev.mortise.controller.adapter.plantserver.PublishedUnit.Transition;
import dev.mortise.controller.domain.cell.UnitState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every transition of the published model, as its table has them. */
@Tag("wire")
class PackMlTransitionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Hundreds of states are waited for. */
    private static final Duration POLL = Duration.ofMillis(2);

    /** A unit that has just come into a state which has states of its own. */
    private static final Map<String, UnitState> FIRST_OF =
            Map.of("Cleared", UnitState.CLEARING, "Running", UnitState.RESETTING);

    /** What a client may ask for; the line does the rest by itself. */
    private static final Map<String, String> ASKED = Map.of(
            "Hold", "hold TRAY-A asked by PackML by op",
            "Unhold", "unhold TRAY-A by op",
            "Abort", "abort TRAY-A asked by PackML by op",
            "Clear", "clear TRAY-A by op");

    /** Of the operator and of the viewer: what each may call where the table has a transition for it, and whether at all. */
    private static final List<List<Object>> EITHER = List.of(List.of(true, true), List.of(true, true));

    private static final List<List<Object>> OPERATOR = List.of(List.of(true, true), List.of(true, false));
    private static final List<List<Object>> NEVER = List.of(List.of(false, false), List.of(false, false));
    private static final Map<String, List<List<Object>>> FOLLOWED =
            Map.of("Hold", EITHER, "Abort", EITHER, "Unhold", OPERATOR, "Clear", OPERATOR);

    private static final String BASE = "Line.Cells.TRAY-A/M:BaseStateMachine";

    /** The machine of each state, by the type that has it. */
    private static final Map<String, String> MACHINES = Map.of(
            OUTERMOST,
            BASE,
            "PackMLMachineStateMachineType",
            BASE + "/M:MachineState",
            "PackMLExecuteStateMachineType",
            BASE + "/M:MachineState/M:ExecuteState");

    @TempDir
    Path directory;

    private final PublishedUnit published = new PublishedUnit();
    private APlant plant;
    private OpcUaClient client;

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
        List<Transition> all = published.transitions();
        assertThat(all).hasSize(26);
        for (Transition transition : all) {
            shows(transition.machine(), transition.from());
            if (transition.cause().isPresent()) {
                called(new Act(transition.machine(), transition.cause().orElseThrow()), true, transition.from());
            }
            shows(transition.machine(), transition.to());
        }
    }

    @Test
    void everyMethodInEveryStateIsTakenWhereTheTableHasATransitionForItAndElsewhereRefusedAndNothingMoves()
            throws Exception {
        List<Map<String, String>> places = published.places();
        assertThat(places).hasSameSizeAs(UnitState.values());
        List<Act> acts = published.acts();
        assertThat(acts).hasSize(11);
        Set<Transition> taken = new HashSet<>();
        OpcUaClient viewer = plant.trusted(Comes.properly().as(new UsernameProvider("viewer", APlant.PASSWORD)));
        for (Map<String, String> place : places) {
            for (Act act : acts) {
                is(place);
                Map<String, List<Object>> before = states();
                Optional<Transition> causes = caused(place, act);
                assertThat(List.of(may(client, act), may(viewer, act)))
                        .as("the operator's and the viewer's attributes of %s at %s", act, place)
                        .isEqualTo(causes.isPresent() ? FOLLOWED.getOrDefault(act.method(), NEVER) : NEVER);
                called(act, causes.isPresent(), place.toString());
                assertThat(states()).as("%s at %s", act, place).isEqualTo(before);
                if (causes.isPresent()) {
                    taken.add(causes.orElseThrow());
                    shows(act.machine(), causes.orElseThrow().to());
                }
            }
        }
        assertThat(taken)
                .hasSameElementsAs(published.transitions().stream()
                        .filter(transition -> transition.cause().isPresent())
                        .toList());
    }

    @Test
    void whileNobodyKnowsTheStateOfAUnitAStopIsTheLinesToTakeOrRefuse() throws Exception {
        shows(OUTERMOST, "Aborted");
        plant.board.put(ACellView.silent("TRAY-A", "ABORTED"));
        Awaitility.await().atMost(PATIENCE).until(() -> state(OUTERMOST).isEmpty());

        called(new Act(OUTERMOST, "Abort"), true, "nowhere");
        assertThat(may(client, new Act(OUTERMOST, "Abort"))).containsExactly(true, true);
    }

    /** Executable and UserExecutable. */
    private List<Object> may(OpcUaClient who, Act act) throws UaException {
        NodeId method = id(requireNonNull(MACHINES.get(act.machine())) + "/M:" + act.method());
        return Stream.of(AttributeId.Executable, AttributeId.UserExecutable)
                .map(attribute -> new ReadValueId(method, attribute.uid(), null, QualifiedName.NULL_VALUE))
                .map(value -> {
                    try {
                        return requireNonNull(who.read(0.0, TimestampsToReturn.Neither, List.of(value))
                                .getResults())[0];
                    } catch (UaException e) {
                        throw new AssertionError(e);
                    }
                })
                .map(value -> requireNonNull(value.value().value()))
                .toList();
    }

    private Optional<Transition> caused(Map<String, String> place, Act act) {
        return published.transitions().stream()
                .filter(transition -> transition.machine().equals(act.machine()))
                .filter(transition -> transition.cause().equals(Optional.of(act.method())))
                .filter(transition -> transition.from().equals(place.get(act.machine())))
                .findFirst();
    }

    /** The PLC says so. */
    private void shows(String machine, String state) {
        UnitState unit = Optional.ofNullable(FIRST_OF.get(state)).orElseGet(() -> unit(state));
        plant.board.put(ACellView.idle("TRAY-A", unit.name()));
        Awaitility.await(machine + " is " + state)
                .pollInterval(POLL)
                .atMost(PATIENCE)
                .until(() -> state.equals(state(machine)));
    }

    /** All machines are where the table has them. */
    private void is(Map<String, String> place) {
        String innermost =
                place.keySet().stream().reduce((outer, inner) -> inner).orElseThrow();
        shows(innermost, requireNonNull(place.get(innermost)));
        for (String machine : MACHINES.keySet()) {
            Awaitility.await(place + " of " + machine)
                    .pollInterval(POLL)
                    .atMost(PATIENCE)
                    .until(() -> place.getOrDefault(machine, "").equals(state(machine)));
        }
    }

    private static UnitState unit(String state) {
        return UnitState.named(state.toUpperCase(Locale.ROOT)).orElseThrow();
    }

    /** In order it goes to the line, or is what the line decides by itself; out of order nobody hears of it. */
    private void called(Act act, boolean inOrder, String where) throws UaException {
        plant.desk.asked.clear();
        String machine = requireNonNull(MACHINES.get(act.machine()));
        Variant[] arguments = act.method().equals("Start") ? new Variant[] {Variant.NULL_VALUE} : new Variant[0];
        long status = requireNonNull(client.call(List.of(
                                new CallMethodRequest(id(machine), id(machine + "/M:" + act.method()), arguments)))
                        .getResults())[0]
                .getStatusCode()
                .value();

        Optional<String> asked = Optional.ofNullable(ASKED.get(act.method())).filter(line -> inOrder);
        long refused = inOrder ? StatusCodes.Bad_NotImplemented : StatusCodes.Bad_InvalidState;
        assertThat(StatusCodes.lookup(status).orElseThrow()[0])
                .as("%s at %s", act, where)
                .isEqualTo(StatusCodes.lookup(asked.isPresent() ? StatusCodes.Good : refused)
                        .orElseThrow()[0]);
        assertThat(plant.desk.asked)
                .as("%s at %s", act, where)
                .containsExactlyElementsOf(asked.stream().toList());
    }

    /** With the time since when. */
    private Map<String, List<Object>> states() throws UaException {
        Map<String, List<Object>> all = new HashMap<>();
        for (String machine : MACHINES.keySet()) {
            DataValue value = read(machine);
            all.put(machine, List.of(value.value(), value.statusCode(), requireNonNull(value.sourceTime())));
        }
        return all;
    }

    private DataValue read(String machine) throws UaException {
        return client.readValue(
                0.0, TimestampsToReturn.Both, id(requireNonNull(MACHINES.get(machine)) + "/0:CurrentState"));
    }

    private String state(String machine) throws UaException {
        return read(machine).value().value() instanceof LocalizedText text ? String.valueOf(text.text()) : "";
    }

    private NodeId id(String path) {
        UShort line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        UShort model = requireNonNull(client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/PackML/"));
        return new NodeId(line, path.replace("M:", model + ":"));
    }
}
