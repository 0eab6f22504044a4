package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.port.PlantView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The plant server, on a board that somebody else changes and a desk that takes everything at once. */
final class OurCells implements ServedCells {

    private final APlant plant;

    OurCells(Path directory, List<String> cells, List<String> users) throws Exception {
        plant = new APlant(directory, cells);
        for (String user : users) {
            plant.also(user, Role.OPERATOR);
        }
    }

    @Override
    public String name() {
        return "plant server";
    }

    @Override
    public String url() {
        return plant.url();
    }

    @Override
    public void turn(String cell, boolean executes) {
        plant.board.put(new PlantView.CellView(
                cell,
                "trays",
                executes ? "EXECUTE" : "HELD",
                "PRODUCE",
                "UP",
                Optional.empty(),
                "",
                0,
                "",
                100,
                List.of(),
                "waits",
                Cause.root(Cause.Kind.NO_WORK, cell, "waits", "time passes"),
                PlantView.Equipment.UNKNOWN));
    }

    @Override
    public void close() {
        plant.close();
    }
}
