package dev.mortise.controller.domain.plant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plant as plant.yaml states it: one line of cells, its buffers and its transporter.
 *
 * @param floor places on the floor, of what has one; {@link FloorPlan} has one of each
 */
public record PlantSpec(
        String name,
        String line,
        List<CellSpec> cells,
        List<BufferSpec> buffers,
        CellSpec transporter,
        Map<PlaceId, FloorPlace> floor) {

    /** Nobody says where it stands. */
    public PlantSpec(String name, String line, List<CellSpec> cells, List<BufferSpec> buffers, CellSpec transporter) {
        this(name, line, cells, buffers, transporter, Map.of());
    }

    public PlantSpec {
        floor = Map.copyOf(floor);
        cells = List.copyOf(cells);
        buffers = List.copyOf(buffers);
    }

    public Optional<CellSpec> cell(CellId id) {
        return allCells().filter(cell -> cell.id().equals(id)).findFirst();
    }

    /** The cells of the line and the transporter, which is a cell of its own kind. */
    public Stream<CellSpec> allCells() {
        return Stream.concat(cells.stream(), Stream.of(transporter));
    }
}
