package dev.mortise.controller.adapter.plantserver;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every variable of the served instances, read while all cells and robots are silent. */
@Tag("wire")
class NeverGoodWhileSilentTest extends AClientOfAPlant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What is Good all the same, by the end of the path to it, and why. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("/(Input|Output)Arguments", "a method's signature"),
            Map.entry("/Available(States|Transitions)", "what the type of the machine has"),
            Map.entry("/Status/UnitSupportedModes", "which modes there are"),
            Map.entry("/Identification/[A-Za-z]+", "the plate; what is not known of it is not Good either"),
            Map.entry(
                    "/Robots/Controllers/Mortise/.*(Manufacturer|Model|SoftwareRevision|ComponentName)",
                    "this controller's plate"),
            Map.entry("/Mortise/ParameterSet/StartUpTime", "when this controller started"),
            Map.entry("/TaskControls/Robots/ParameterSet/ExecutionMode", "how this controller runs its tasks"),
            Map.entry("/TaskControlOperation/MotionDevicesUnderControl", "configuration"),
            Map.entry("/LastTransitionReason/EnumValues", "which reasons there are"),
            Map.entry("/FlangeLoad/Mass/EngineeringUnits", "configuration"),
            Map.entry("/ROB-1/(AssetId|MotionDeviceCategory|TaskControlReference)", "configuration"),
            Map.entry("/Axes/[xc]/(MotionProfile|.*/(EngineeringUnits|EURange))", "configuration"),
            Map.entry("/ROB-1/ParameterSet/SpeedOverride", "what people have set here, and this controller moves by"),
            Map.entry("/Admin/(Mode|State)CumulativeTime", "what has been counted; it stands while nothing is heard"),
            Map.entry("/Admin/Prod(Processed|Defective)Count", "what this controller has on record"),
            Map.entry("/Admin/AccTimeSinceReset", "this controller's own clock"),
            Map.entry("/Admin/(Alarm|StopReason)", "this controller's own alarms: that a PLC is silent is one"),
            Map.entry("/Admin/(Alarm|StopReason)Extent", "a limit"),
            Map.entry("/Why/[A-Za-z]+", "why this controller does not go on: that a PLC is silent is a reason"),
            Map.entry("/JobOrderControl/(JobOrderList|MaxDownloadableJobOrders|WorkMaster)", "this line's own orders"),
            Map.entry("/JobOrderControl/(Equipment|Personnel|PhysicalAsset|Material(Class|Definition))ID", "none"));

    private static final List<String> STATES = List.of(
            "Cells/TRAY-A/BaseStateMachine/CurrentState",
            "Cells/TRAY-A/Status/UnitModeCurrent",
            "Cells/TRAY-A/Status/MaterialInterlocked",
            "Cells/TRAY-A/Robots/SafetyStates/PLC/ParameterSet/EmergencyStop",
            "Cells/TRAY-A/Robots/MotionDevices/ROB-1/Axes/x/ParameterSet/ActualPosition",
            "Cells/TRAY-A/Robots/Controllers/Mortise/TaskControls/Robots/ParameterSet/TaskProgramName",
            "Cells/LEAK-A/MachineryBuildingBlocks/MachineryItemState/CurrentState",
            "MachineryBuildingBlocks/MachineryOperationMode/CurrentState/Id");

    @Test
    void whatACellOrARobotSaidLastIsGoodNowhereWhileItIsSilent() throws Exception {
        Map<String, NodeId> all = variables();
        assertThat(all).hasSizeGreaterThan(150);
        Awaitility.await("nothing was ever heard")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(withoutReason(all)).isEmpty());

        shows("UP", true);
        Awaitility.await("all is well")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(withoutReason(all))
                        .containsAll(STATES.stream().map(path -> "Line/" + path).toList()));

        for (String link : List.of("DOWN", "BROKEN_CONTRACT")) {
            shows(link, false);
            Awaitility.await(link)
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(withoutReason(all)).isEmpty());
        }
    }

    /** A line of which one cell is not heard is not known to stand still. */
    @Test
    void whatTheLineDoesIsGoodAsLongAsACellThatIsNotHeardCannotChangeIt() throws Exception {
        String line = "Line/MachineryBuildingBlocks/MachineryItemState/CurrentState";
        Map<String, NodeId> all = variables();
        plant.board.put(ACellView.idle("TRAY-A", "EXECUTE"));
        plant.board.put(ACellView.idle("LEAK-A", "IDLE"));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(withoutReason(all)).contains(line));

        plant.board.put(ACellView.silent("TRAY-A", "EXECUTE"));

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(withoutReason(all)).doesNotContain(line));
    }

    private Set<String> withoutReason(Map<String, NodeId> all) throws UaException {
        return good(all).stream()
                .filter(path -> REASONS.keySet().stream().noneMatch(end -> path.matches(".*" + end)))
                .collect(Collectors.toSet());
    }

    private void shows(String link, boolean heard) {
        PlantView.Equipment equipment = new PlantView.Equipment(
                true,
                List.of(new PlantView.PermissiveView("LID", true, Optional.empty(), false)),
                List.of(),
                List.of(),
                Optional.of(new PlcStatus.Safety(false, false, true, 4)),
                List.of("ROB-1"),
                List.of());
        for (String id : List.of("TRAY-A", "LEAK-A")) {
            plant.board.put(new PlantView.CellView(
                    id,
                    "trays",
                    heard ? "EXECUTE" : "UNKNOWN",
                    heard ? "PRODUCE" : "UNKNOWN",
                    link,
                    Optional.empty(),
                    "insert.C07",
                    1,
                    "s",
                    40,
                    List.of(),
                    "",
                    Cause.root(Cause.Kind.NOT_HEARD_YET, id, "waits", "time passes"),
                    heard ? equipment : equipment.unobserved()));
        }
        plant.robots = List.of(new RobotView(
                new RobotId("ROB-1"), heard, true, "", List.of(0.25, 1.5), 0, 1, LinkFigures.NONE, ofARobotOnItsWay()));
    }

    /** Never old: what is not Good is so because nobody is heard. */
    private static RobotSays ofARobotOnItsWay() {
        return new RobotSays(
                Optional.of(Instant.now().plusSeconds(3_600)),
                List.of(0.5, 0.1),
                Optional.of(true),
                Optional.of(true),
                RobotSays.Safety.NORMAL,
                Optional.of(1),
                Optional.of(12.0));
    }

    private Set<String> good(Map<String, NodeId> all) throws UaException {
        List<DataValue> values = new ArrayList<>();
        List<NodeId> ids = List.copyOf(all.values());
        for (int from = 0; from < ids.size(); from += ServerLimits.NODES_PER_CALL) {
            values.addAll(client.readValues(
                    0.0,
                    TimestampsToReturn.Both,
                    ids.subList(from, Math.min(ids.size(), from + ServerLimits.NODES_PER_CALL))));
        }
        Set<String> good = new LinkedHashSet<>();
        int i = 0;
        for (String path : all.keySet()) {
            if (values.get(i++).statusCode().isGood()) {
                good.add(path);
            }
        }
        return good;
    }

    /** By the names on the way to them. */
    private Map<String, NodeId> variables() throws UaException {
        UShort line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        Map<String, NodeId> found = new TreeMap<>();
        Map<NodeId, String> next = Map.of(new NodeId(line, LineNamespace.ROOT), LineNamespace.ROOT);
        Set<NodeId> seen = new LinkedHashSet<>();
        while (!next.isEmpty()) {
            Map<NodeId, String> deeper = new TreeMap<>(Comparator.comparing(NodeId::toParseableString));
            for (Map.Entry<NodeId, String> one : next.entrySet()) {
                for (ReferenceDescription reference : below(one.getKey())) {
                    NodeId id = reference.getNodeId().toNodeIdOrThrow(client.getNamespaceTable());
                    if (!id.getNamespaceIndex().equals(line) || !seen.add(id)) {
                        continue;
                    }
                    String path =
                            one.getValue() + "/" + reference.getBrowseName().name();
                    if (reference.getNodeClass() == NodeClass.Variable) {
                        found.put(path, id);
                    }
                    deeper.put(id, path);
                }
            }
            next = deeper;
        }
        return found;
    }

    private ReferenceDescription[] below(NodeId node) throws UaException {
        BrowseResult result = client.browse(new BrowseDescription(
                node,
                BrowseDirection.Forward,
                NodeIds.HierarchicalReferences,
                true,
                Unsigned.uint(0),
                Unsigned.uint(BrowseResultMask.All.getValue())));
        return Optional.ofNullable(result.getReferences()).orElse(new ReferenceDescription[0]);
    }
}
