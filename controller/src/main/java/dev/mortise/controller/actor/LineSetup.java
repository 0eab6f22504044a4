package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.persistence.typed.javadsl.RetentionCriteria;
import dev.mortise.controller.domain.cell.Conduct;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.process.StepKind;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the line's actors need from outside.
 *
 * @param types rack types by id
 * @param kinds step kinds by name
 * @param devices the devices of each cell
 * @param robots every robot's latest state, for what is to be seen of them besides their cells
 * @param damages what is known to be wrong with journals before anybody reads them, by persistence id; half a sentence each
 */
public record LineSetup(
        PlantSpec plant,
        Map<String, RackType> types,
        Map<String, StepKind> kinds,
        Function<CellSpec, CellDevices> devices,
        Supplier<List<RobotView>> robots,
        Board board,
        Time clock,
        boolean simulated,
        Map<String, String> damages) {

    /**
     * A start replays fewer events than this of the line and of each cell: some ten milliseconds. A cell takes hours for so
     * many, the line writes the serials of all racks it ever built as often.
     */
    static final int SNAPSHOT_EVERY = 500;

    /** Kind of the journal of a line's alarms. */
    static final String ALARMS = "alarms";

    /** The one before the newest is for nobody but a person who looks for a fault in the newest. */
    private static final int SNAPSHOTS_KEPT = 2;

    public LineSetup {
        types = Map.copyOf(types);
        kinds = Map.copyOf(kinds);
        damages = Map.copyOf(damages);
    }

    /** Events stay: they are the record. A snapshot only spares reading them at a start. */
    static RetentionCriteria snapshots(int every) {
        return RetentionCriteria.snapshotEvery(every, SNAPSHOTS_KEPT);
    }

    Optional<String> damage(CellSpec cell) {
        return Optional.ofNullable(damages.get("cell|" + cell.id()));
    }

    Optional<String> damageOfAlarms() {
        return Optional.ofNullable(damages.get(ALARMS + "|" + plant.line()));
    }

    CellActor.Setup cell(CellSpec cell, int snapshotEvery, ActorRef<CellActor.Told> line) {
        return new CellActor.Setup(
                cell, new Conduct(cell, kinds), devices.apply(cell), new CellFace(board), clock, snapshotEvery, line);
    }

    RackType type(String id) {
        return Optional.ofNullable(types.get(id))
                .orElseThrow(() -> new IllegalStateException(
                        "the journal has a rack of type " + id + ", which mortise.yaml no longer lists"));
    }
}
