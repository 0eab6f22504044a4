package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.adapter.plantserver.mapping.UnitWords;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A plant's system watches the cells as PackML units, and holds them. */
@Tag("wire")
class PackMlTest extends AClientOfAPlant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BASE = "Line.Cells.TRAY-A/M:BaseStateMachine";
    private static final String MACHINE = BASE + "/M:MachineState";
    private static final String EXECUTE = MACHINE + "/M:ExecuteState";

    @Test
    void everyStateOfAUnitStandsWhereThePublishedModelHasIt() {
        for (UnitState state : UnitState.values()) {
            plant.board.put(cell(state.name(), "UP"));
            UnitWords.Place place = UnitWords.place(state);
            List<String> expected = List.of(
                    place.base(),
                    place.machine().orElse("Bad_StateNotActive"),
                    place.execute().orElse("Bad_StateNotActive"));

            Awaitility.await(state.name()).atMost(PATIENCE).until(() -> states().equals(expected));
        }
    }

    @Test
    void aCellWhosePlcIsSilentHasNoState() {
        plant.board.put(cell("EXECUTE", "UP"));
        Awaitility.await().atMost(PATIENCE).until(() -> states().contains("Execute"));

        plant.board.put(cell("EXECUTE", "DOWN"));

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        states().equals(List.of("Bad_NoCommunication", "Bad_NoCommunication", "Bad_NoCommunication")));
    }

    @Test
    void theUnitsModeIsItsPlcsAndWhatNobodyMeasuresHasNoValue() throws Exception {
        plant.board.put(cell("IDLE", "UP"));

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Integer.valueOf(1)
                        .equals(read("Line.Cells.TRAY-A/M:Status/M:UnitModeCurrent")
                                .value()
                                .value()));
        assertThat(read("Line.Cells.TRAY-A/M:Status/M:MachSpeed").statusCode().value())
                .isEqualTo(StatusCodes.Bad_NotSupported);
    }

    @Test
    void theTimesOfModesAndStatesRunAndThoseOfASilentPlcStand() throws Exception {
        String admin = "Line.Cells.TRAY-A/M:Admin/M:";
        plant.board.put(cell("EXECUTE", "UP"));
        Awaitility.await().atMost(PATIENCE).until(() -> modeSeconds("ModeCumulativeTime")[1] >= 2);

        assertThat(modeSeconds("ModeCurrentTime")[1]).isPositive();
        assertThat(((Matrix) requireNonNull(
                                read(admin + "StateCumulativeTime").value().value()))
                        .getDimensions())
                .containsExactly(4, 18);
        Integer[][] states = (Integer[][]) ((Matrix) requireNonNull(
                        read(admin + "StateCumulativeTime").value().value()))
                .nestedArrayValue();
        assertThat(states[1][UnitState.EXECUTE.number()]).isGreaterThanOrEqualTo(2);
        assertThat(states[1][UnitState.IDLE.number()]).isZero();

        plant.board.put(cell("EXECUTE", "DOWN"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> read(admin + "StateCurrentTime").statusCode().value() == StatusCodes.Bad_NoCommunication);
        int stood = modeSeconds("ModeCumulativeTime")[1];
        int since = (Integer)
                requireNonNull(read(admin + "AccTimeSinceReset").value().value());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> (Integer) requireNonNull(
                                read(admin + "AccTimeSinceReset").value().value())
                        > since + 1);
        assertThat(modeSeconds("ModeCumulativeTime")[1]).isEqualTo(stood);
    }

    private Integer[] modeSeconds(String member) throws UaException {
        return requireNonNull((Integer[])
                read("Line.Cells.TRAY-A/M:Admin/M:" + member).value().value());
    }

    @Test
    void holdAbortUnholdAndClearGoThroughTheDeskOfAllDoors() throws Exception {
        call(EXECUTE, "Hold");
        call(EXECUTE, "Unhold");
        call(BASE, "Abort");
        call(BASE, "Clear");

        assertThat(plant.desk.asked)
                .containsExactly(
                        "hold TRAY-A asked by PackML by op",
                        "unhold TRAY-A by op",
                        "abort TRAY-A asked by PackML by op",
                        "clear TRAY-A by op");
    }

    @Test
    void whatTheDeskRefusesIsRefused() {
        plant.desk.refusal = Optional.of(new Desk.Reply.Refused("TRAY-A is not held"));
        assertRefused(() -> call(EXECUTE, "Unhold"), StatusCodes.Bad_InvalidState);

        plant.desk.refusal = Optional.of(new Desk.Reply.Unanswered("no answer within 5 s"));
        assertRefused(() -> call(EXECUTE, "Unhold"), StatusCodes.Bad_Timeout);
    }

    @Test
    void whatTheLineDecidesByItselfIsNotAClients() {
        for (String method : List.of("Start", "Reset", "Suspend", "Unsuspend", "ToComplete")) {
            assertRefused(
                    () -> call(
                            EXECUTE,
                            method,
                            method.equals("Start") ? new Variant[] {Variant.NULL_VALUE} : new Variant[0]),
                    StatusCodes.Bad_NotImplemented);
        }
        assertRefused(() -> call(MACHINE, "Stop"), StatusCodes.Bad_NotImplemented);
        assertRefused(() -> call("Line.Cells.TRAY-A", "SetUnitMode", new Variant(2)), StatusCodes.Bad_NotImplemented);
        assertThat(plant.desk.asked).isEmpty();
    }

    @Test
    void aViewerMayRequestAStopAndReleasesNothing() throws Exception {
        client = plant.trusted(Comes.properly().as(new UsernameProvider("viewer", APlant.PASSWORD)));

        call(EXECUTE, "Hold");
        assertRefused(() -> call(EXECUTE, "Unhold"), StatusCodes.Bad_UserAccessDenied);
        assertRefused(() -> call(BASE, "Clear"), StatusCodes.Bad_UserAccessDenied);

        assertThat(plant.desk.asked).containsExactly("hold TRAY-A asked by PackML by viewer");
    }

    private interface Call {
        void now() throws Exception;
    }

    private static void assertRefused(Call call, long code) {
        assertThatThrownBy(call::now)
                .isInstanceOfSatisfying(
                        UaException.class,
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(code));
    }

    /** Of the three machines, outermost first: the state, or why there is none. */
    private List<String> states() throws UaException {
        List<String> all = new ArrayList<>();
        for (String machine : List.of(BASE, MACHINE, EXECUTE)) {
            DataValue value = read(machine + "/0:CurrentState");
            all.add(
                    value.value().value() instanceof LocalizedText text
                            ? requireNonNull(text.text())
                            : StatusCodes.lookup(value.statusCode().value()).orElseThrow()[0]);
        }
        return all;
    }

    private NodeId id(String path) {
        UShort line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        UShort model = requireNonNull(client.getNamespaceTable().getIndex("http://opcfoundation.org/UA/PackML/"));
        return new NodeId(line, path.replace("M:", model + ":"));
    }

    private DataValue read(String path) throws UaException {
        return client.readValue(0.0, TimestampsToReturn.Both, id(path));
    }

    private void call(String object, String method, Variant... arguments) throws UaException {
        var status = client.call(List.of(new CallMethodRequest(id(object), id(object + "/M:" + method), arguments)))
                .getResults()[0]
                .getStatusCode();
        if (!status.isGood()) {
            throw new UaException(status);
        }
    }

    private static PlantView.CellView cell(String state, String link) {
        return new PlantView.CellView(
                "TRAY-A",
                "trays",
                state,
                "PRODUCE",
                link,
                Optional.empty(),
                "",
                0,
                "",
                100,
                List.of(),
                "waits",
                Cause.root(Cause.Kind.NOT_HEARD_YET, "TRAY-A", "waits", "time passes"),
                PlantView.Equipment.UNKNOWN);
    }
}
