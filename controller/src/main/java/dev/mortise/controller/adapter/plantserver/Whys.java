package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.PlantView.RackView;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;

/** Why each cell does not execute, and why each rack does not move on: racks come and go, cells stay. */
final class Whys {

    private final LineNamespace space;
    private final UaObjectNode racks;
    private final Map<String, WhyNodes> ofCells = new LinkedHashMap<>();
    private final Map<String, WhyNodes> ofRacks = new LinkedHashMap<>();

    Whys(LineNamespace space, UaObjectNode line, Map<String, UaObjectNode> cells) {
        this.space = space;
        this.racks = space.folderIn(line, "Racks");
        cells.forEach((id, node) -> ofCells.put(id, WhyNodes.of(space, node)));
    }

    void show(PlantView view) {
        for (CellView cell : view.cells()) {
            Optional.ofNullable(ofCells.get(cell.id())).ifPresent(why -> why.show(cell.cause(), view.at()));
        }
        Set<String> gone = new HashSet<>(ofRacks.keySet());
        for (RackView rack : view.racks()) {
            if (!rack.finished()) {
                gone.remove(rack.id());
                ofRacks.computeIfAbsent(rack.id(), id -> WhyNodes.in(space, racks, id))
                        .show(rack.cause(), view.at());
            }
        }
        gone.forEach(id -> Optional.ofNullable(ofRacks.remove(id)).ifPresent(WhyNodes::delete));
    }
}
