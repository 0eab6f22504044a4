package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import dev.mortise.controller.domain.cell.Conduct;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.process.StepKind;
import dev.mortise.controller.port.Board;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the line's actors need from outside.
 *
 * @param types rack types by id
 * @param kinds step kinds by name
 * @param devices the devices of each cell
 */
public record LineSetup(
        PlantSpec plant,
        Map<String, RackType> types,
        Map<String, StepKind> kinds,
        Function<CellSpec, CellDevices> devices,
        Board board,
        Clock clock,
        boolean simulated) {

    public LineSetup {
        types = Map.copyOf(types);
        kinds = Map.copyOf(kinds);
    }

    CellActor.Setup cell(CellSpec cell, ActorRef<CellActor.Told> line) {
        return new CellActor.Setup(
                cell, new Conduct(cell, kinds), devices.apply(cell), new CellFace(board), clock, line);
    }

    RackType type(String id) {
        return Optional.ofNullable(types.get(id))
                .orElseThrow(() -> new IllegalStateException(
                        "the journal has a rack of type " + id + ", which mortise.yaml no longer lists"));
    }
}
