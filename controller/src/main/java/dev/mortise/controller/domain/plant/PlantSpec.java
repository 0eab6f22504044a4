package dev.mortise.controller.domain.plant;

import dev.mortise.controller.domain.cause.Cause.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A plant as plant.yaml states it: one line of cells, its buffers and its transporter.
 *
 * @param floor places on the floor, of what has one; {@link FloorPlan} has one of each
 * @param confirmed kinds of alarm that somebody has to confirm when they are over; empty where the file says nothing of them
 */
public record PlantSpec(
        String name,
        String line,
        List<CellSpec> cells,
        List<BufferSpec> buffers,
        CellSpec transporter,
        Map<PlaceId, FloorPlace> floor,
        Optional<Set<Kind>> confirmed) {

    /** Nobody says where it stands, nor what has to be confirmed. */
    public PlantSpec(String name, String line, List<CellSpec> cells, List<BufferSpec> buffers, CellSpec transporter) {
        this(name, line, cells, buffers, transporter, Map.of(), Optional.empty());
    }

    public PlantSpec {
        floor = Map.copyOf(floor);
        confirmed = confirmed.map(Set::copyOf);
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
