package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cell's robots are a motion device system of OPC 40010-1. */
@Tag("wire")
class RoboticsTest extends AClientOfAPlant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SYSTEM = "L:Robots/";
    private static final String ROBOT = SYSTEM + "R:MotionDevices/L:ROB-1/";
    private static final String TASK = SYSTEM + "R:Controllers/L:Mortise/R:TaskControls/L:Robots/D:ParameterSet/R:";
    private static final String SAFETY = SYSTEM + "R:SafetyStates/L:PLC/D:ParameterSet/R:";
    private static final PlcStatus.Safety CALM = new PlcStatus.Safety(false, false, true, 4);

    private static final Map<String, String> NAMESPACES = Map.of(
            "L", LineNamespace.URI,
            "R", "http://opcfoundation.org/UA/Robotics/",
            "D", "http://opcfoundation.org/UA/DI/",
            "0", "http://opcfoundation.org/UA/");

    @Test
    void aRobotIsAMotionDeviceWithItsAxesInTheirUnitsAndWhatNobodyKnowsOfItHasNoValue() throws Exception {
        assertThat(value(ROBOT + "R:MotionDeviceCategory")).as("Cartesian").isEqualTo(3);
        assertThat(value(ROBOT + "R:Axes/L:x/R:MotionProfile")).as("linear").isEqualTo(3);
        assertThat(value(ROBOT + "R:Axes/L:c/R:MotionProfile")).as("rotary").isEqualTo(1);
        assertThat(unit("x")).isEqualTo("m");
        assertThat(unit("c")).isEqualTo("rad");
        assertThat(status(ROBOT + "D:SerialNumber")).isEqualTo(StatusCodes.Bad_NotSupported);
        assertThat(value(SYSTEM + "R:Controllers/L:Mortise/R:Software/L:Mortise/D:SoftwareRevision"))
                .isEqualTo("1.2.3");
    }

    @Test
    void theAxesAreWhereTheRealTimePathSeesThem() {
        plant.robots = List.of(robot(true, 0.25, 1.5));
        shows(ROBOT + "R:Axes/L:x/D:ParameterSet/R:ActualPosition", 0.25, StatusCodes.Good);
        shows(ROBOT + "R:Axes/L:c/D:ParameterSet/R:ActualPosition", 1.5, StatusCodes.Good);

        plant.robots = List.of(robot(true, 0.5, 1.5));
        shows(ROBOT + "R:Axes/L:x/D:ParameterSet/R:ActualPosition", 0.5, StatusCodes.Good);
    }

    @Test
    void whereARobotWasLastIsUncertainWhileItIsSilentAndOneThatNobodyEverSawHasNoPosition() {
        shows(ROBOT + "R:Axes/L:x/D:ParameterSet/R:ActualPosition", "null", StatusCodes.Bad_NotConnected);

        plant.robots = List.of(robot(false, 0.25, 1.5));
        shows(ROBOT + "R:Axes/L:x/D:ParameterSet/R:ActualPosition", 0.25, StatusCodes.Uncertain_LastUsableValue);
    }

    @Test
    void theSpeedAndTheOperationInHandAreTheCells() {
        plant.board.put(cell("UP", "insert.C07", Optional.of(CALM)));

        shows(ROBOT + "D:ParameterSet/R:SpeedOverride", 40.0, StatusCodes.Good);
        shows(TASK + "TaskProgramName", "insert.C07", StatusCodes.Good);
        shows(TASK + "TaskProgramLoaded", true, StatusCodes.Good);

        plant.board.put(cell("DOWN", "insert.C07", Optional.empty()));
        shows(TASK + "TaskProgramName", "insert.C07", StatusCodes.Uncertain_LastUsableValue);
    }

    @Test
    void safetyStatesAreThoseThatThePlcReportsAndUnknownWhenItReportsNone() {
        plant.board.put(cell("UP", "", Optional.of(CALM)));
        shows(SAFETY + "EmergencyStop", false, StatusCodes.Good);
        shows(SAFETY + "OperationalMode", 4, StatusCodes.Good);

        plant.board.put(cell("UP", "", Optional.of(new PlcStatus.Safety(true, true, false, 9))));
        shows(SAFETY + "EmergencyStop", true, StatusCodes.Good);
        shows(SAFETY + "ProtectiveStop", true, StatusCodes.Good);
        shows(SAFETY + "OperationalMode", 0, StatusCodes.Good);

        plant.board.put(cell("DOWN", "", Optional.empty()));
        shows(SAFETY + "EmergencyStop", "null", StatusCodes.Bad_NoCommunication);
    }

    @Test
    void whoeverLooksForDevicesFindsTheSystemOfTheCellThatHasRobotsAndOfNoOther() throws Exception {
        UShort di = requireNonNull(client.getNamespaceTable().getIndex(NAMESPACES.get("D")));

        assertThat(references(new NodeId(di, Unsigned.uint(5_001)), NodeIds.Organizes))
                .as("the model's own folder, and ours")
                .containsExactlyInAnyOrder("DeviceFeatures", "Robots");
        assertThat(references(node(SYSTEM + "R:MotionDevices"), NodeIds.HasComponent))
                .containsExactly("ROB-1");
        assertThat(references(node(SYSTEM + "R:Controllers/L:Mortise"), model("Controls")))
                .containsExactly("ROB-1");
        assertThat(references(node(SYSTEM + "R:Controllers/L:Mortise"), model("HasSafetyStates")))
                .containsExactly("PLC");
        assertThat(value(ROBOT + "R:TaskControlReference"))
                .isEqualTo(node(SYSTEM + "R:Controllers/L:Mortise/R:TaskControls/L:Robots"));
    }

    private NodeId model(String referenceType) {
        UShort robotics = requireNonNull(client.getNamespaceTable().getIndex(NAMESPACES.get("R")));
        return new NodeId(robotics, Unsigned.uint(referenceType.equals("Controls") ? 4_002 : 18_182));
    }

    private String unit(String axis) throws UaException {
        ExtensionObject unit = (ExtensionObject)
                value(ROBOT + "R:Axes/L:" + axis + "/D:ParameterSet/R:ActualPosition/0:EngineeringUnits");
        return String.valueOf(((EUInformation) unit.decode(client.getStaticEncodingContext()))
                .getDisplayName()
                .text());
    }

    private void shows(String path, Object expected, long status) {
        Awaitility.await(path + " is " + expected)
                .atMost(PATIENCE)
                .until(() -> String.valueOf(read(path).value().value()).equals(String.valueOf(expected))
                        && status(path) == status);
    }

    private Object value(String path) throws UaException {
        return requireNonNull(read(path).value().value());
    }

    private long status(String path) throws UaException {
        return read(path).statusCode().value();
    }

    private DataValue read(String path) throws UaException {
        return client.readValue(0.0, TimestampsToReturn.Both, node(path));
    }

    /** As a client finds it that knows the published names and nothing of our ids. */
    private NodeId node(String path) throws UaException {
        RelativePathElement[] elements = Arrays.stream(path.split("/"))
                .map(name -> new RelativePathElement(NodeIds.HierarchicalReferences, false, true, name(name)))
                .toArray(RelativePathElement[]::new);
        UShort line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        BrowsePathResult found = requireNonNull(client.translateBrowsePaths(
                        List.of(new BrowsePath(new NodeId(line, "Line.Cells.TRAY-A"), new RelativePath(elements))))
                .getResults())[0];
        assertThat(found.getStatusCode().isGood()).as(path).isTrue();
        return requireNonNull(found.getTargets())[0].getTargetId().toNodeIdOrThrow(client.getNamespaceTable());
    }

    private QualifiedName name(String text) {
        String uri = NAMESPACES.get(text.substring(0, 1));
        return new QualifiedName(requireNonNull(client.getNamespaceTable().getIndex(uri)), text.substring(2));
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
        return new RobotView(new RobotId("ROB-1"), connected, true, "", List.of(x, c), 0, 1, LinkFigures.NONE);
    }

    private static PlantView.CellView cell(String link, String operation, Optional<PlcStatus.Safety> safety) {
        return new PlantView.CellView(
                "TRAY-A",
                "trays",
                "EXECUTE",
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
