package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Known;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** The line or a cell as a machine of OPC 40001-1. What Mortise does not know of it has a status that says so, and no value. */
final class Machine {

    private static final Set<String> MORE = Set.of("AssetId", "ComponentName", "SoftwareRevision");

    private final TypeNamespace di;
    private final UaObjectNode identification;
    private final StateNodes item;
    private final StateNodes mode;
    private Optional<Shown> shown = Optional.empty();

    /**
     * What it is.
     *
     * @param uri of this instance, nobody else's
     * @param software version; empty when it is not known
     */
    record Plate(String uri, String asset, String software) {}

    /** How it is, as far as is known. */
    record Shown(String name, Says state, Says mode) {}

    /**
     * A state of one of its machines.
     *
     * @param known not well when it may be another one by now
     */
    record Says(String state, Known known) {}

    private Machine(TypeNamespace di, UaObjectNode identification, StateNodes item, StateNodes mode) {
        this.di = di;
        this.identification = identification;
        this.item = item;
        this.mode = mode;
    }

    static Machine of(LineNamespace space, Models models, UaObjectNode owner, Plate plate) {
        TypeNamespace model = models.machinery();
        TypeNamespace di = models.di();
        UaObjectNode identification = space.addIn(
                owner,
                di.own("Identification"),
                model.type("MachineIdentificationType"),
                MORE.stream().map(di::own).collect(Collectors.toSet()));
        UaObjectNode blocks = space.blocks(owner, model.own("MachineryBuildingBlocks"), identification);
        Machine made = new Machine(
                di,
                identification,
                new StateNodes(
                        model,
                        space.addIn(
                                blocks,
                                model.own("MachineryItemState"),
                                model.type("MachineryItemState_StateMachineType"),
                                Set.of())),
                new StateNodes(
                        model,
                        space.addIn(
                                blocks,
                                model.own("MachineryOperationMode"),
                                model.type("MachineryOperationModeStateMachineType"),
                                Set.of())));
        space.organize(model.state("Machines"), owner);
        made.open(plate);
        return made;
    }

    private void open(Plate plate) {
        Map.of("ProductInstanceUri", plate.uri(), "AssetId", plate.asset(), "SoftwareRevision", plate.software())
                .forEach((name, text) -> put(
                        name, Optional.of(text).filter(told -> !told.isEmpty()).map(Variant::new)));
        Stream.of("Manufacturer", "SerialNumber").forEach(unknown -> put(unknown, Optional.empty()));
    }

    private void put(String property, Optional<Variant> value) {
        StateNodes.put(
                (UaVariableNode) StateNodes.below(identification, di.own(property)),
                value.orElse(Variant.NULL_VALUE),
                Known.ofPlate(value),
                Instant.EPOCH);
    }

    /** When it is news. A state that is only what is left to say while nothing is heard is not Good. */
    void show(Shown now, Instant at) {
        if (shown.equals(Optional.of(now))) {
            return;
        }
        shown = Optional.of(now);
        put("ComponentName", Optional.of(new Variant(LocalizedText.english(now.name()))));
        item.show(now.state().known(), now.state().state(), at);
        mode.show(now.mode().known(), now.mode().state(), at);
    }
}
