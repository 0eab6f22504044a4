package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;

/** The line and its cells as machines. */
final class Machines {

    private static final String UNKNOWN = "UNKNOWN";

    private final String plant;
    private final Machine line;
    private final Map<String, Machine> cells;

    private Machines(String plant, Machine line, Map<String, Machine> cells) {
        this.plant = plant;
        this.line = line;
        this.cells = cells;
    }

    static Machines of(
            LineNamespace space, Models models, UaObjectNode line, PlantServer.Plant plant, List<CellView> cells) {
        String uri = "urn:mortise:plant:" + plant.name();
        Map<String, Machine> made = new LinkedHashMap<>();
        for (CellView cell : cells) {
            made.put(
                    cell.id(),
                    Machine.of(
                            space,
                            models,
                            space.object(line, "Cells", cell.id()),
                            new Machine.Plate(uri + ":" + cell.id(), cell.id(), "")));
        }
        Machine whole = Machine.of(space, models, line, new Machine.Plate(uri, plant.name(), plant.version()));
        return new Machines(plant.name(), whole, made);
    }

    void show(PlantView view) {
        for (CellView cell : view.cells()) {
            boolean sure = !state(cell).equals(Mapping.NOT_AVAILABLE);
            Optional.ofNullable(cells.get(cell.id()))
                    .ifPresent(machine -> machine.show(
                            new Machine.Shown(
                                    cell.title().isEmpty() ? cell.id() : cell.title(),
                                    new Machine.Known(state(cell), sure),
                                    new Machine.Known(mode(cell), sure)),
                            view.at()));
        }
        List<String> states = view.cells().stream().map(Machines::state).toList();
        String state = Mapping.stateOfAll(states);
        String mode =
                Mapping.modeOfAll(view.cells().stream().map(Machines::mode).toList());
        boolean all = !states.contains(Mapping.NOT_AVAILABLE);
        line.show(
                new Machine.Shown(
                        plant,
                        new Machine.Known(state, all || Mapping.whateverTheOthers(state)),
                        new Machine.Known(mode, all || Mapping.whateverTheOthers(mode))),
                view.at());
    }

    private static String state(CellView cell) {
        return Mapping.itemState(heard(cell) ? UnitState.named(cell.unitState()) : Optional.empty());
    }

    private static String mode(CellView cell) {
        return Mapping.operationMode(heard(cell) ? cell.unitMode() : UNKNOWN);
    }

    private static boolean heard(CellView cell) {
        return cell.link().equals("UP");
    }
}
