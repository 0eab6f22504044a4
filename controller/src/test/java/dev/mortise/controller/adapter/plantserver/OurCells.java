package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.access.Role;
import java.nio.file.Path;
import java.util.List;

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
        plant.board.put(ACellView.idle(cell, executes ? "EXECUTE" : "SUSPENDED"));
    }

    @Override
    public void close() {
        plant.close();
    }
}
