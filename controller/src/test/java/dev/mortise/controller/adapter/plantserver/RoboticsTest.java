package dev.mortise.controller.adapter.plantserver;

import static dev.mortise.controller.adapter.plantserver.RoboticsClient.NAMESPACES;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.ROBOT;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.SYSTEM;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.TASK;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.parameter;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.position;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.speed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.RobotSays;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cell's robots are a motion device system of OPC 40010-1. */
@Tag("wire")
class RoboticsTest extends AClientOfAPlant {

    private static final String CONTROLLER = SYSTEM + "R:Controllers/L:Mortise/";
    private static final String MACHINE = TASK + "R:TaskControlOperation/R:TaskControlStateMachine/";
    private static final String SAFETY = SYSTEM + "R:SafetyStates/L:PLC/D:ParameterSet/R:";
    private static final String OWN_SAFETY = SYSTEM + "R:SafetyStates/L:ROB-1/D:ParameterSet/R:";
    private static final PlcStatus.Safety CALM = new PlcStatus.Safety(false, false, true, 4);

    private RoboticsClient robots;

    @BeforeEach
    void knowingNoneOfOurIds() {
        robots = new RoboticsClient(client);
    }

    @Test
    void aRobotIsAMotionDeviceWithItsAxesInTheirUnitsAndWhatNobodyKnowsOfItHasNoValue() throws Exception {
        assertThat(robots.value(ROBOT + "R:MotionDeviceCategory"))
                .as("Cartesian")
                .isEqualTo(3);
        assertThat(robots.value(ROBOT + "R:Axes/L:x/R:MotionProfile"))
                .as("linear")
                .isEqualTo(3);
        assertThat(robots.value(ROBOT + "R:Axes/L:c/R:MotionProfile"))
                .as("rotary")
                .isEqualTo(1);
        assertThat(unit(position("x"))).isEqualTo("m");
        assertThat(unit(position("c"))).isEqualTo("rad");
        assertThat(unit(speed("x"))).isEqualTo("m/s");
        assertThat(unit(speed("c"))).isEqualTo("rad/s");
        assertThat(unit(ROBOT + "R:FlangeLoad/R:Mass")).isEqualTo("kg");
        assertThat(robots.unit(position("x")).getUnitId()).as("MTR").isEqualTo(5_067_858);
        assertThat(robots.unit(speed("c")).getUnitId()).as("2A").isEqualTo(12_865);
        assertThat(robots.range(position("c"))).isEqualTo(new Range(-3.0, 3.0));
        assertThat(robots.range(speed("x"))).isEqualTo(new Range(-1.0, 1.0));
        assertThat(robots.status(ROBOT + "D:SerialNumber")).isEqualTo(StatusCodes.Bad_NotSupported);
        assertThat(robots.value(CONTROLLER + "R:Software/L:Mortise/D:SoftwareRevision"))
                .isEqualTo("1.2.3");
    }

    private String unit(String path) throws UaException {
        return String.valueOf(robots.unit(path).getDisplayName().text());
    }

    @Test
    void theControllerSaysSinceWhenItRunsAndThatATaskRunsOnce() throws Exception {
        assertThat(((DateTime) robots.value(CONTROLLER + "D:ParameterSet/R:StartUpTime")).getJavaInstant())
                .isBefore(Instant.now())
                .isAfter(Instant.now().minus(Duration.ofDays(1)));
        assertThat(robots.value(TASK + "D:ParameterSet/R:ExecutionMode")).isEqualTo(0);
        assertThat((NodeId[]) robots.value(TASK + "R:TaskControlOperation/R:MotionDevicesUnderControl"))
                .containsExactly(robots.node(SYSTEM + "R:MotionDevices/L:ROB-1"));
    }

    @Test
    void theTaskStandsAsTheUnitDoesWithItsOperationAndSaysByWhichTransition() throws Exception {
        plant.board.put(cell("UP", "IDLE", "", Optional.of(CALM)));
        state("Idle", 5_040);
        robots.shows(MACHINE + "0:LastTransition", "null", StatusCodes.Bad_NoData);

        plant.board.put(cell("UP", "EXECUTE", "insert.C07", Optional.of(CALM)));
        state("Executing", 5_042);
        transition("ReadyToExecuting", 5_046, "System");

        plant.board.put(cell("UP", "HELD", "insert.C07", Optional.of(CALM)));
        state("Ready", 5_041);
        transition("ExecutingToReady", 5_047, "Unknown");

        plant.board.put(cell("UP", "EXECUTE", "insert.C07", Optional.of(CALM)));
        transition("ReadyToExecuting", 5_046, "System");

        plant.board.put(cell("UP", "ABORTED", "insert.C07", Optional.of(new PlcStatus.Safety(true, false, false, 4))));
        state("Idle", 5_040);
        transition("ExecutingToIdle", 5_048, "Error");
    }

    @Test
    void howATaskStandsWhosePlcIsSilentNobodyKnowsAndWhatItDidMeanwhileNobodySaw() {
        plant.board.put(cell("UP", "EXECUTE", "insert.C07", Optional.of(CALM)));
        robots.shows(MACHINE + "0:LastTransition", "null", StatusCodes.Bad_NoData);

        plant.board.put(cell("DOWN", "insert.C07", Optional.empty()));
        robots.shows(MACHINE + "0:CurrentState", "null", StatusCodes.Bad_NoCommunication);
        robots.shows(MACHINE + "0:LastTransition", "null", StatusCodes.Bad_NoCommunication);

        plant.board.put(cell("UP", "HELD", "insert.C07", Optional.of(CALM)));
        robots.shows(MACHINE + "0:LastTransition", "null", StatusCodes.Bad_NoData);
    }

    private void state(String name, int id) {
        robots.shows(MACHINE + "0:CurrentState", LocalizedText.english(name), StatusCodes.Good);
        robots.shows(MACHINE + "0:CurrentState/0:Id", robotics(id), StatusCodes.Good);
    }

    private void transition(String name, int id, String reason) {
        robots.shows(MACHINE + "0:LastTransition", LocalizedText.english(name), StatusCodes.Good);
        robots.shows(MACHINE + "0:LastTransition/0:Id", robotics(id), StatusCodes.Good);
        robots.shows(MACHINE + "R:LastTransitionReason/0:ValueAsText", LocalizedText.english(reason), StatusCodes.Good);
    }

    private NodeId robotics(int id) {
        return new NodeId(requireNonNull(client.getNamespaceTable().getIndex(NAMESPACES.get("R"))), Unsigned.uint(id));
    }

    @Test
    void whatARobotSaysOfItselfIsToldAndWhatItDoesNotSayHasNoValue() {
        plant.robots = List.of(says(new RobotSays(
                Optional.of(Instant.now().plusSeconds(3_600)), // not old before all of it has been read
                List.of(0.5, Double.NaN),
                Optional.of(false),
                Optional.of(false),
                RobotSays.Safety.EMERGENCY_STOP,
                Optional.of(2),
                Optional.empty())));

        robots.shows(speed("x"), 0.5, StatusCodes.Good);
        robots.shows(speed("c"), "null", StatusCodes.Bad_NoData);
        robots.shows(parameter("InControl"), false, StatusCodes.Good);
        robots.shows(parameter("OnPath"), false, StatusCodes.Good);
        robots.shows(OWN_SAFETY + "EmergencyStop", true, StatusCodes.Good);
        robots.shows(OWN_SAFETY + "ProtectiveStop", "null", StatusCodes.Bad_NoData);
        robots.shows(OWN_SAFETY + "OperationalMode", 2, StatusCodes.Good);
    }

    @Test
    void aStateThatIsOldIsNotGoodWhateverTheRealTimePathSaysOfTheLink() {
        Instant old = Instant.now().minusSeconds(5);
        plant.robots = List.of(says(new RobotSays(
                Optional.of(old),
                List.of(0.5, 0.0),
                Optional.empty(),
                Optional.empty(),
                RobotSays.Safety.NORMAL,
                Optional.empty(),
                Optional.empty())));

        robots.shows(speed("x"), 0.5, StatusCodes.Uncertain_LastUsableValue);
        robots.shows(position("x"), 0.25, StatusCodes.Uncertain_LastUsableValue);
    }

    private static RobotView says(RobotSays says) {
        return new RobotView(new RobotId("ROB-1"), true, true, "", List.of(0.25, 1.5), 0, 1, LinkFigures.NONE, says);
    }

    @Test
    void theAxesAreWhereTheRealTimePathSeesThem() {
        plant.robots = List.of(robot(true, 0.25, 1.5));
        robots.shows(ROBOT + "R:Axes/L:x/D:ParameterSet/R:ActualPosition", 0.25, StatusCodes.Good);
        robots.shows(ROBOT + "R:Axes/L:c/D:ParameterSet/R:ActualPosition", 1.5, StatusCodes.Good);

        plant.robots = List.of(robot(true, 0.5, 1.5));
        robots.shows(ROBOT + "R:Axes/L:x/D:ParameterSet/R:ActualPosition", 0.5, StatusCodes.Good);
    }

    @Test
    void whereARobotWasLastIsUncertainWhileItIsSilentAndOneThatNobodyEverSawHasNoPosition() {
        robots.shows(ROBOT + "R:Axes/L:x/D:ParameterSet/R:ActualPosition", "null", StatusCodes.Bad_NotConnected);

        plant.robots = List.of(robot(false, 0.25, 1.5));
        robots.shows(ROBOT + "R:Axes/L:x/D:ParameterSet/R:ActualPosition", 0.25, StatusCodes.Uncertain_LastUsableValue);
    }

    @Test
    void theSpeedAndTheOperationInHandAreTheCells() {
        plant.board.put(cell("UP", "insert.C07", Optional.of(CALM)));

        robots.shows(ROBOT + "D:ParameterSet/R:SpeedOverride", 40.0, StatusCodes.Good);
        robots.shows(TASK + "D:ParameterSet/R:TaskProgramName", "insert.C07", StatusCodes.Good);
        robots.shows(TASK + "D:ParameterSet/R:TaskProgramLoaded", true, StatusCodes.Good);

        plant.board.put(cell("DOWN", "insert.C07", Optional.empty()));
        robots.shows(TASK + "D:ParameterSet/R:TaskProgramName", "insert.C07", StatusCodes.Uncertain_LastUsableValue);
    }

    @Test
    void safetyStatesAreThoseThatThePlcReportsAndUnknownWhenItReportsNone() {
        plant.board.put(cell("UP", "", Optional.of(CALM)));
        robots.shows(SAFETY + "EmergencyStop", false, StatusCodes.Good);
        robots.shows(SAFETY + "OperationalMode", 4, StatusCodes.Good);

        plant.board.put(cell("UP", "", Optional.of(new PlcStatus.Safety(true, true, false, 9))));
        robots.shows(SAFETY + "EmergencyStop", true, StatusCodes.Good);
        robots.shows(SAFETY + "ProtectiveStop", true, StatusCodes.Good);
        robots.shows(SAFETY + "OperationalMode", 0, StatusCodes.Good);

        plant.board.put(cell("DOWN", "", Optional.empty()));
        robots.shows(SAFETY + "EmergencyStop", "null", StatusCodes.Bad_NoCommunication);
    }

    @Test
    void whoeverLooksForDevicesFindsTheSystemOfTheCellThatHasRobotsAndOfNoOther() throws Exception {
        UShort di = requireNonNull(client.getNamespaceTable().getIndex(NAMESPACES.get("D")));

        assertThat(references(new NodeId(di, Unsigned.uint(5_001)), NodeIds.Organizes))
                .as("the model's own folder, and ours")
                .containsExactlyInAnyOrder("DeviceFeatures", "Robots");
        assertThat(references(robots.node(SYSTEM + "R:MotionDevices"), NodeIds.HasComponent))
                .containsExactly("ROB-1");
        assertThat(references(robots.node(SYSTEM + "R:Controllers/L:Mortise"), model("Controls")))
                .containsExactly("ROB-1");
        assertThat(references(robots.node(SYSTEM + "R:Controllers/L:Mortise"), model("HasSafetyStates")))
                .containsExactlyInAnyOrder("PLC", "ROB-1");
        assertThat(robots.value(ROBOT + "R:TaskControlReference"))
                .isEqualTo(robots.node(SYSTEM + "R:Controllers/L:Mortise/R:TaskControls/L:Robots"));
    }

    private NodeId model(String referenceType) {
        UShort robotics = requireNonNull(client.getNamespaceTable().getIndex(NAMESPACES.get("R")));
        return new NodeId(robotics, Unsigned.uint(referenceType.equals("Controls") ? 4_002 : 18_182));
    }

    private List<String> references(NodeId from, NodeId type) throws UaException {
        var references = client.browse(new BrowseDescription(
                        from,
                        BrowseDirection.Forward,
                        type,
                        false,
                        Unsigned.uint(0),
                        Unsigned.uint(BrowseResultMask.All.getValue())))
                .getReferences();
        return Arrays.stream(requireNonNull(references))
                .map(reference -> String.valueOf(reference.getBrowseName().name()))
                .toList();
    }

    private static RobotView robot(boolean connected, double x, double c) {
        return new RobotView(
                new RobotId("ROB-1"), connected, true, "", List.of(x, c), 0, 1, LinkFigures.NONE, RobotSays.NOTHING);
    }

    private static PlantView.CellView cell(String link, String operation, Optional<PlcStatus.Safety> safety) {
        return cell(link, "EXECUTE", operation, safety);
    }

    private static PlantView.CellView cell(
            String link, String state, String operation, Optional<PlcStatus.Safety> safety) {
        return new PlantView.CellView(
                "TRAY-A",
                "trays",
                state,
                "PRODUCE",
                link,
                Optional.empty(),
                operation,
                0,
                "",
                40,
                List.of(),
                "",
                Cause.root(Cause.Kind.NOT_HEARD_YET, "TRAY-A", "waits", "time passes"),
                new PlantView.Equipment(
                        safety.isPresent(), List.of(), List.of(), List.of(), safety, List.of("ROB-1"), List.of()));
    }
}
