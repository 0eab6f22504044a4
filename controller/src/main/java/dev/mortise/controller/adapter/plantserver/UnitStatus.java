package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Heard;
import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.adapter.plantserver.mapping.UnitWords;
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
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Status of a unit: its mode, what its PLC says of interlocks, and whether it waits for others. */
final class UnitStatus {

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
                Known.NOW,
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
        StateNodes.put((UaVariableNode) node, Variant.NULL_VALUE, Known.NEVER_TOLD, Instant.EPOCH);
    }

    /** The optional members that are served. */
    static Set<QualifiedName> members(TypeNamespace model) {
        return Stream.of(INTERLOCK, INTERLOCKED).map(model::own).collect(Collectors.toSet());
    }

    /**
     * What is seen.
     *
     * @param state empty while the unit's PLC is silent
     */
    void show(PlantView view, CellView cell, Optional<UnitState> state) {
        Instant at = view.at();
        Loss loss = Waiting.of(view, cell);
        Known known = Known.ofPlc(state.isPresent());
        blocked.tell(known, new Variant(UnitWords.blocked(loss)), at);
        starved.tell(known, new Variant(UnitWords.starved(loss)), at);
        Optional<Variant> says = Heard.mode(cell).map(UnitWords::mode).map(Variant::new);
        mode.tell(Known.ofWord(state.isPresent(), says.isPresent()), says.orElse(Variant.NULL_VALUE), at);
        interlocks(cell.equipment(), at);
    }

    private void interlocks(Equipment equipment, Instant at) {
        if (!equipment.observed()) {
            Stream.of(interlock, interlocked, names).forEach(told -> told.nothing(Known.SILENT, at));
            return;
        }
        List<PermissiveView> all = equipment.interlocks();
        names.good(new Variant(all.stream().map(PermissiveView::name).toArray(String[]::new)), at);
        List<Boolean> each = all.stream()
                .map(PermissiveView::satisfied)
                .map(UnitWords::interlocked)
                .toList();
        interlock.good(new Variant(each.toArray(Boolean[]::new)), at);
        interlocked.good(new Variant(each.contains(true)), at);
    }
}
