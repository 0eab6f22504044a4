package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.RobotSays;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every object of the line has what its published type demands: whatever is mandatory, at any depth, as a client finds it that
 * knows the types and nothing of ours.
 */
@Tag("wire")
class InstancesTest extends AClientOfAPlant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of these a type is made which an object is of; the others lead elsewhere. */
    private static final Set<NodeClass> MADE = Set.of(NodeClass.Object, NodeClass.Variable, NodeClass.Method);

    private final Map<String, List<ReferenceDescription>> browsed = new HashMap<>();

    /** What a type says of one of its members. */
    private record Member(NodeId declaration, NodeClass kind, boolean mandatory) {}

    /** An object or a variable of the line, with the way to it. */
    private record Instance(String path, NodeId id, NodeClass kind, NodeId type) {}

    @BeforeEach
    void aPlantOfWhichEverythingIsKnown() {
        plant.board.put(new PlantView.CellView(
                "TRAY-A",
                "trays",
                "EXECUTE",
                "PRODUCE",
                "UP",
                Optional.empty(),
                "insert.C07",
                0,
                "",
                40,
                List.of(),
                "",
                Cause.root(Cause.Kind.NOT_HEARD_YET, "TRAY-A", "waits", "time passes"),
                new PlantView.Equipment(
                        true,
                        List.of(new PlantView.PermissiveView("air", true, Optional.empty(), false)),
                        List.of(),
                        List.of(),
                        Optional.of(new PlcStatus.Safety(false, false, true, 4)),
                        List.of("ROB-1"),
                        List.of())));
        plant.robots = List.of(new RobotView(
                new RobotId("ROB-1"), true, true, "", List.of(0.25, 1.5), 0, 1, LinkFigures.NONE, RobotSays.NOTHING));
        plant.board.put(ARackView.at("R-1", "TRAY-A"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> browse(id("Line.Cells.TRAY-A"), BrowseDirection.Forward, NodeIds.HierarchicalReferences)
                                .size()
                        > 0);
        browsed.clear();
    }

    @Test
    void everyMandatoryMemberOfEveryTypeIsThereAtAnyDepth() throws Exception {
        List<String> missing = new ArrayList<>();
        Set<String> types = new TreeSet<>();
        for (Instance instance : instances()) {
            types.add(name(instance.type()));
            check(instance.path(), instance.id(), membersOf(instance.type()), missing);
        }

        assertThat(missing).isEmpty();
        assertThat(types)
                .as("the walk came by objects of every model")
                .contains(
                        "PackMLBaseObjectType",
                        "PackMLExecuteStateMachineType",
                        "ISA95JobOrderReceiverObjectType",
                        "ISA95JobResponseProviderObjectType",
                        "MotionDeviceSystemType",
                        "MotionDeviceType",
                        "AxisType",
                        "ControllerType",
                        "TaskControlType",
                        "SafetyStateType",
                        "SoftwareType",
                        "MachineIdentificationType",
                        "MachineryItemState_StateMachineType",
                        "MachineryOperationModeStateMachineType",
                        "ResultManagementType");
    }

    @Test
    void everyVariableHasAValueOrAStatusThatTheManualExplains() throws Exception {
        String manual = Files.readString(Path.of("plant-server.md"));
        Map<String, String> wrong = new TreeMap<>();
        for (Instance instance : instances()) {
            if (instance.kind() != NodeClass.Variable) {
                continue;
            }
            DataValue value = attribute(instance.id(), AttributeId.Value);
            if (value.statusCode().isBad()) {
                String word = StatusCodes.lookup(value.statusCode().value()).orElseThrow()[0];
                String member = instance.path().substring(instance.path().lastIndexOf('/') + 1);
                if (!manual.contains("`" + member + "`") || !manual.contains("`" + word + "`")) {
                    wrong.put(instance.path(), word);
                }
            } else if (value.value().isNull()) {
                wrong.put(instance.path(), "is Good and has no value");
            } else if (value.sourceTime() == null) {
                wrong.put(instance.path(), "does not say of when it is");
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Everything of the line that has a type, each once. */
    private List<Instance> instances() throws UaException {
        Map<NodeId, Instance> found = new LinkedHashMap<>();
        walk("Line", id("Line"), found);
        return List.copyOf(found.values());
    }

    private void walk(String path, NodeId id, Map<NodeId, Instance> found) throws UaException {
        for (ReferenceDescription child : browse(id, BrowseDirection.Forward, NodeIds.HierarchicalReferences)) {
            NodeId there = local(child);
            boolean typed = child.getNodeClass() == NodeClass.Object || child.getNodeClass() == NodeClass.Variable;
            if (!typed || !there.getNamespaceIndex().equals(id.getNamespaceIndex()) || found.containsKey(there)) {
                continue;
            }
            String way = path + "/" + child.getBrowseName().name();
            NodeId type = child.getTypeDefinition().toNodeIdOrThrow(client.getNamespaceTable());
            found.put(there, new Instance(way, there, child.getNodeClass(), type));
            walk(way, there, found);
        }
    }

    private void check(String path, NodeId owner, Map<QualifiedName, Member> members, List<String> missing)
            throws UaException {
        Map<QualifiedName, ReferenceDescription> has = new HashMap<>();
        browse(owner, BrowseDirection.Forward, NodeIds.HierarchicalReferences)
                .forEach(child -> has.put(child.getBrowseName(), child));
        for (Map.Entry<QualifiedName, Member> member : members.entrySet()) {
            Optional<ReferenceDescription> child = Optional.ofNullable(has.get(member.getKey()));
            Member says = member.getValue();
            String way = path + "/" + member.getKey().name();
            if (child.isEmpty()) {
                if (says.mandatory()) {
                    missing.add(way + " is not there");
                }
                continue;
            }
            NodeId there = local(child.orElseThrow());
            if (child.orElseThrow().getNodeClass() != says.kind()) {
                missing.add(way + " is no " + says.kind());
            } else if (says.kind() == NodeClass.Variable) {
                sameKindOfValue(way, there, says.declaration(), missing);
            }
            check(way, there, declared(says.declaration()), missing);
        }
    }

    private void sameKindOfValue(String path, NodeId there, NodeId declaration, List<String> missing)
            throws UaException {
        NodeId type = (NodeId)
                requireNonNull(attribute(there, AttributeId.DataType).value().value());
        NodeId demanded = (NodeId) requireNonNull(
                attribute(declaration, AttributeId.DataType).value().value());
        if (!above(type).contains(demanded)) {
            missing.add(path + " has data type " + type + " where " + demanded + " is demanded");
        }
        Object rank = attribute(there, AttributeId.ValueRank).value().value();
        Object demandedRank =
                attribute(declaration, AttributeId.ValueRank).value().value();
        if (!requireNonNull(rank).equals(demandedRank) && !Integer.valueOf(-2).equals(demandedRank)) {
            missing.add(path + " has rank " + rank + " where " + demandedRank + " is demanded");
        }
    }

    /** Those of a type and of all types it is made of; the nearest counts. */
    private Map<QualifiedName, Member> membersOf(NodeId type) throws UaException {
        Map<QualifiedName, Member> all = new LinkedHashMap<>();
        for (NodeId one : above(type)) {
            declared(one).forEach(all::putIfAbsent);
        }
        return all;
    }

    private Map<QualifiedName, Member> declared(NodeId owner) throws UaException {
        Map<QualifiedName, Member> all = new LinkedHashMap<>();
        for (ReferenceDescription child : browse(owner, BrowseDirection.Forward, NodeIds.HierarchicalReferences)) {
            Set<NodeId> rules = new HashSet<>();
            for (ReferenceDescription rule : browse(local(child), BrowseDirection.Forward, NodeIds.HasModellingRule)) {
                rules.add(local(rule));
            }
            boolean mandatory = rules.contains(NodeIds.ModellingRule_Mandatory);
            if (MADE.contains(child.getNodeClass()) && (mandatory || rules.contains(NodeIds.ModellingRule_Optional))) {
                all.put(child.getBrowseName(), new Member(local(child), child.getNodeClass(), mandatory));
            }
        }
        return all;
    }

    /** A type and those it is made of, the nearest first. */
    private List<NodeId> above(NodeId type) throws UaException {
        List<NodeId> all = new ArrayList<>(List.of(type));
        Optional<NodeId> next = Optional.of(type);
        while (next.isPresent()) {
            next = browse(next.orElseThrow(), BrowseDirection.Inverse, NodeIds.HasSubtype).stream()
                    .findFirst()
                    .map(this::local);
            next.ifPresent(all::add);
        }
        return all;
    }

    private String name(NodeId node) throws UaException {
        return String.valueOf(((QualifiedName) requireNonNull(
                        attribute(node, AttributeId.BrowseName).value().value()))
                .name());
    }

    private NodeId id(String identifier) {
        return new NodeId(requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI)), identifier);
    }

    private NodeId local(ReferenceDescription reference) {
        return reference.getNodeId().toNodeId(client.getNamespaceTable()).orElseThrow();
    }

    private DataValue attribute(NodeId node, AttributeId attribute) throws UaException {
        return client.read(
                        0.0,
                        TimestampsToReturn.Both,
                        List.of(new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE)))
                .getResults()[0];
    }

    private List<ReferenceDescription> browse(NodeId from, BrowseDirection direction, NodeId references)
            throws UaException {
        String key = from + " " + direction + " " + references;
        List<ReferenceDescription> known = browsed.get(key);
        if (known != null) {
            return known;
        }
        List<ReferenceDescription> all = Arrays.asList(requireNonNull(client.browse(new BrowseDescription(
                        from, direction, references, true, uint(0), uint(BrowseResultMask.All.getValue())))
                .getReferences()));
        browsed.put(key, all);
        return all;
    }
}
