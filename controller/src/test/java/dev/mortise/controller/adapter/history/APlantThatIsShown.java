package dev.mortise.controller.adapter.history;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.PlantView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A board that changes as chance wants it. */
final class APlantThatIsShown {

    private static final List<Cause.Kind> KINDS =
            List.of(Cause.Kind.PROGRESS, Cause.Kind.NO_WORK, Cause.Kind.HELD, Cause.Kind.LINK_DOWN);

    private final Random chance;
    private final List<PlantView.CellView> cells = new ArrayList<>();
    private final TreeMap<String, PlantView.RackView> racks = new TreeMap<>();
    private final List<PlantView.QuestionView> questions = new ArrayList<>();
    private int gone;
    private int ordered;

    APlantThatIsShown(long seed) {
        chance = new Random(seed);
        for (String id : List.of("TRAY-A", "TRAY-B", "LEAK-A")) {
            cells.add(cell(id, Cause.Kind.NO_WORK, Optional.empty(), ""));
        }
    }

    static PlantView.CellView cell(String id, Cause.Kind kind, Optional<String> rack, String operation) {
        return new PlantView.CellView(
                id,
                id + " title",
                kind == Cause.Kind.LINK_DOWN ? "UNKNOWN" : "EXECUTE",
                "PRODUCE",
                kind == Cause.Kind.LINK_DOWN ? "DOWN" : "UP",
                rack,
                operation,
                1,
                "insert",
                100,
                kind == Cause.Kind.HELD ? List.of("look (anna)") : List.of(),
                kind.name(),
                Cause.root(kind, id, "it is " + kind, "do something"),
                PlantView.Equipment.UNKNOWN);
    }

    static PlantView.RackView rack(String id, String place, Cause.Kind kind) {
        Cause root = Cause.root(kind, place.isEmpty() ? "LINE" : place, "it is " + kind, "");
        return new PlantView.RackView(
                id,
                "nvl72",
                place,
                1,
                2,
                3,
                0,
                0,
                6,
                "",
                false,
                PlantView.Wanted.NOTHING,
                "waits",
                new Cause(Cause.Kind.WAITS_FOR_CELL, id, "waits", "", List.of(root)));
    }

    /** One thing is other than before. */
    APlantThatIsShown changes() {
        switch (chance.nextInt(5)) {
            case 0, 1 -> {
                int index = chance.nextInt(cells.size());
                cells.set(
                        index,
                        cell(
                                cells.get(index).id(),
                                KINDS.get(chance.nextInt(4)),
                                Optional.of("R-" + chance.nextInt(3)),
                                "op-" + chance.nextInt(3)));
            }
            case 2 -> {
                String id = "R-" + (chance.nextInt(3) == 0 ? ++ordered : chance.nextInt(ordered + 1));
                racks.put(id, rack(id, "TRAY-A", KINDS.get(chance.nextInt(4))));
            }
            case 3 -> {
                if (!racks.isEmpty()) {
                    racks.remove(racks.firstKey());
                    gone++;
                }
            }
            default -> question();
        }
        return this;
    }

    private void question() {
        if (chance.nextBoolean() && !questions.isEmpty()) {
            questions.remove(0);
        } else if (questions.size() < 3) {
            questions.add(new PlantView.QuestionView(
                    "R-1-" + chance.nextInt(1_000_000),
                    "R-1",
                    "How does it go on?",
                    List.of("a fact"),
                    List.of(),
                    dev.mortise.controller.domain.access.Act.RUN,
                    Instant.EPOCH));
        }
    }

    PlantView shownAt(Instant at) {
        List<PlantView.RackView> sorted = new ArrayList<>(racks.values());
        sorted.sort(Comparator.comparing(PlantView.RackView::id));
        return new PlantView(at, true, "plant-1", cells, sorted, gone, 0, questions, AlarmsView.NONE);
    }
}
