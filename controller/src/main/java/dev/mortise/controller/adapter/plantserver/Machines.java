package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Heard;
import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.adapter.plantserver.mapping.MachineWords;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;

/** The line and its cells as machines. */
final class Machines {

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
            Known known = MachineWords.known(Heard.state(cell));
            Optional.ofNullable(cells.get(cell.id()))
                    .ifPresent(machine -> machine.show(
                            new Machine.Shown(
                                    cell.title().isEmpty() ? cell.id() : cell.title(),
                                    new Machine.Says(state(cell), known),
                                    new Machine.Says(mode(cell), known)),
                            view.at()));
        }
        String state = MachineWords.stateOfAll(
                view.cells().stream().map(Machines::state).toList());
        String mode =
                MachineWords.modeOfAll(view.cells().stream().map(Machines::mode).toList());
        boolean all = view.cells().stream().allMatch(cell -> Heard.state(cell).isPresent());
        line.show(
                new Machine.Shown(
                        plant,
                        new Machine.Says(state, MachineWords.known(state, all)),
                        new Machine.Says(mode, MachineWords.known(mode, all))),
                view.at());
    }

    private static String state(CellView cell) {
        return MachineWords.itemState(Heard.state(cell));
    }

    private static String mode(CellView cell) {
        return MachineWords.operationMode(Heard.mode(cell));
    }
}
