package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.oee.Loss;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.PlantView.Equipment;
import dev.mortise.controller.port.PlantView.PermissiveView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Status of a unit: its mode, what its PLC says of interlocks, and whether it waits for others. */
final class UnitStatus {

    private static final List<String> MODES = List.of("INVALID", "PRODUCE", "MAINTENANCE", "MANUAL");
    private static final String INTERLOCK = "MaterialInterlock";
    private static final String INTERLOCKED = "MaterialInterlocked";

    private final Told mode;
    private final Told blocked;
    private final Told starved;
    private final Told interlock;
    private final Told interlocked;
    private final Told names;

    UnitStatus(LineNamespace space, TypeNamespace model, UaObjectNode status) {
        this.mode = told(model, status, "UnitModeCurrent");
        this.blocked = told(model, status, "EquipmentBlocked");
        this.starved = told(model, status, "EquipmentStarved");
        this.interlock = told(model, status, INTERLOCK);
        this.interlocked = told(model, status, INTERLOCKED);
        this.names = new Told(names(space, status));
        for (String speed : List.of("CurMachSpeed", "MachSpeed")) {
            UaNode node = StateNodes.below(status, model.own(speed));
            notSupported(node);
            notSupported(StateNodes.below(node, new QualifiedName(0, "EURange")));
        }
        StateNodes.put(
                (UaVariableNode) StateNodes.below(status, model.own("UnitSupportedModes")),
                new Variant(model.type("ProductionMaintenanceModeEnum")),
                StatusCode.GOOD,
                Instant.EPOCH);
    }

    private static Told told(TypeNamespace model, UaObjectNode status, String member) {
        return new Told((UaVariableNode) StateNodes.below(status, model.own(member)));
    }

    /** The model has no place for what an interlock is called. */
    private static UaVariableNode names(LineNamespace space, UaObjectNode status) {
        UaVariableNode made = UaVariableNode.build(
                space.context(),
                node -> node.setNodeId(space.id(status.getNodeId().getIdentifier() + ".InterlockNames"))
                        .setBrowseName(space.name("InterlockNames"))
                        .setDisplayName(LocalizedText.english("InterlockNames"))
                        .setDataType(NodeIds.String)
                        .setValueRank(ValueRanks.OneDimension)
                        .setTypeDefinition(NodeIds.BaseDataVariableType)
                        .buildAndAdd());
        space.refer(status.getNodeId(), NodeIds.HasComponent, made.getNodeId());
        return made;
    }

    private static void notSupported(UaNode node) {
        StateNodes.put(
                (UaVariableNode) node, Variant.NULL_VALUE, new StatusCode(StatusCodes.Bad_NotSupported), Instant.EPOCH);
    }

    /** The optional members that are served. */
    static Set<QualifiedName> members(TypeNamespace model) {
        return Stream.of(INTERLOCK, INTERLOCKED).map(model::own).collect(Collectors.toSet());
    }

    /** PackML's number of a mode; one that it has no word for is Invalid. */
    static int mode(CellView cell) {
        return Math.max(0, MODES.indexOf(cell.unitMode()));
    }

    /**
     * What is seen.
     *
     * @param state empty while the unit's PLC is silent
     */
    void show(PlantView view, CellView cell, Optional<UnitState> state) {
        Instant at = view.at();
        if (state.isEmpty()) {
            Stream.of(mode, blocked, starved).forEach(told -> told.nothing(StatusCodes.Bad_NoCommunication, at));
        } else {
            Loss loss = Waiting.of(view, cell);
            blocked.good(new Variant(loss == Loss.BLOCKED), at);
            starved.good(new Variant(loss == Loss.STARVED), at);
            mode(cell.unitMode(), at);
        }
        interlocks(cell.equipment(), at);
    }

    private void mode(String says, Instant at) {
        if (MODES.contains(says)) {
            mode.good(new Variant(MODES.indexOf(says)), at);
        } else {
            mode.nothing(StatusCodes.Bad_OutOfRange, at);
        }
    }

    /** True is interlocked, as SetInterlock of OPC 30050 has it. */
    private void interlocks(Equipment equipment, Instant at) {
        if (!equipment.observed()) {
            Stream.of(interlock, interlocked, names).forEach(told -> told.nothing(StatusCodes.Bad_NoCommunication, at));
            return;
        }
        List<PermissiveView> all = equipment.interlocks();
        names.good(new Variant(all.stream().map(PermissiveView::name).toArray(String[]::new)), at);
        interlock.good(new Variant(all.stream().map(one -> !one.satisfied()).toArray(Boolean[]::new)), at);
        interlocked.good(new Variant(all.stream().anyMatch(one -> !one.satisfied())), at);
    }
}
