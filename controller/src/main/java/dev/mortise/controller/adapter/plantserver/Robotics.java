package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.Time;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;

/** The robots of all cells, for whoever looks at robots by OPC 40010-1. */
final class Robotics {

    /** Five times a second: people and trends see no more, and the real-time path notices nothing of it. */
    static final long LOOK_MILLIS = 200;

    private final PlantServer.Robots robots;
    private final Map<String, MotionSystem> systems;

    private Robotics(PlantServer.Robots robots, Map<String, MotionSystem> systems) {
        this.robots = robots;
        this.systems = systems;
    }

    /**
     * A motion device system for every cell that has robots.
     *
     * @param cells their nodes, by id
     */
    static Robotics of(LineNamespace space, Models models, Map<String, UaObjectNode> cells, PlantServer.Plant plant) {
        Map<String, MotionSystem> systems = new LinkedHashMap<>();
        plant.robots()
                .ofCells()
                .forEach((cell, specs) -> Optional.ofNullable(cells.get(cell))
                        .filter(node -> !specs.isEmpty())
                        .ifPresent(node ->
                                systems.put(cell, MotionSystem.of(space, models, node, specs, plant.version()))));
        return new Robotics(plant.robots(), systems);
    }

    void show(PlantView view) {
        Instant now = Time.ofTheMachine().instant();
        Map<RobotId, RobotView> seen =
                robots.seen().get().stream().collect(Collectors.toMap(RobotView::id, Function.identity()));
        for (CellView cell : view.cells()) {
            Optional.ofNullable(systems.get(cell.id())).ifPresent(system -> system.show(cell, seen, view.at(), now));
        }
    }
}
