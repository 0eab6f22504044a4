package dev.mortise.controller.domain.plant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where everything stands: what plant.yaml says, and a row for what it does not place. */
public final class FloorPlan {

    /** Middle to middle: a cell of 3.6 m, and room to walk between two. */
    private static final double PITCH_METRES = 4.5;

    private FloorPlan() {}

    /** A place for each cell, each buffer and the transporter's dock, in the plant's order. */
    public static Map<PlaceId, FloorPlace> of(PlantSpec plant) {
        List<PlaceId> all = Stream.of(
                        plant.cells().stream().map(cell -> PlaceId.of(cell.id())),
                        plant.buffers().stream().map(BufferSpec::id),
                        Stream.of(PlaceId.of(plant.transporter().id())))
                .flatMap(ids -> ids)
                .toList();
        double row = plant.floor().values().stream()
                .mapToDouble(place -> place.y() - PITCH_METRES)
                .min()
                .orElse(0);
        Map<PlaceId, FloorPlace> places = new LinkedHashMap<>();
        int inRow = 0;
        for (PlaceId id : all) {
            FloorPlace said = plant.floor().get(id);
            places.put(id, said == null ? new FloorPlace(PITCH_METRES * inRow++, row, 0) : said);
        }
        return places;
    }
}
