package dev.mortise.controller.domain.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FloorPlanTest {

    private static final PlaceId TRAY = new PlaceId("TRAY-A");
    private static final PlaceId LEAK = new PlaceId("LEAK-A");
    private static final PlaceId BUFFER = new PlaceId("BUF-1");
    private static final PlaceId DOCK = new PlaceId("AMR-1");

    @Test
    void aPlantThatPlacesNothingStandsInARowInItsOwnOrder() {
        Map<PlaceId, FloorPlace> places = FloorPlan.of(plant(Map.of()));

        assertThat(places.keySet()).containsExactly(TRAY, LEAK, BUFFER, DOCK);
        assertThat(places.values()).extracting(FloorPlace::x).containsExactly(0.0, 4.5, 9.0, 13.5);
        assertThat(places.values()).extracting(FloorPlace::y).containsOnly(0.0);
    }

    @Test
    void whatThePlantPlacesStandsThereAndTheRestInARowBeforeIt() {
        FloorPlace there = new FloorPlace(20, -7, 90);

        Map<PlaceId, FloorPlace> places = FloorPlan.of(plant(Map.of(LEAK, there)));

        assertThat(places.get(LEAK)).isEqualTo(there);
        assertThat(places.get(TRAY)).isEqualTo(new FloorPlace(0, -11.5, 0));
        assertThat(places.get(BUFFER)).isEqualTo(new FloorPlace(4.5, -11.5, 0));
    }

    private static PlantSpec plant(Map<PlaceId, FloorPlace> floor) {
        return new PlantSpec(
                "p",
                "L",
                List.of(cell("TRAY-A"), cell("LEAK-A")),
                List.of(new BufferSpec(BUFFER, 2)),
                cell("AMR-1"),
                floor,
                Optional.empty());
    }

    private static CellSpec cell(String id) {
        return new CellSpec(new CellId(id), "", Set.of(), PlcSpec.open("opc.tcp://127.0.0.1:1"), List.of(), List.of());
    }
}
