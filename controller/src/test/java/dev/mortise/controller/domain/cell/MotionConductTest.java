package dev.mortise.controller.domain.cell;

import static dev.mortise.controller.domain.cell.ACell.NOON;
import static dev.mortise.controller.domain.cell.ACell.after;
import static dev.mortise.controller.domain.cell.ACell.idle;
import static dev.mortise.controller.domain.cell.ACell.plc;
import static dev.mortise.controller.domain.cell.ACell.seeing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.config.Loaded;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.step.StepKinds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cell does about a robot's motion, with the shipped TRAY-A. */
class MotionConductTest {

    private static final PlantSpec PLANT = plant();
    private static final CellSpec TRAY_A = PLANT.allCells()
            .filter(cell -> cell.id().value().equals("TRAY-A"))
            .findFirst()
            .orElseThrow();
    private static final Step FEEDER = new Step("feeder", "move", Map.of(), Map.of("pose", "feeder"), List.of());
    private static final WorkOrder FETCH = new WorkOrder(
            new RackId("R-1"), new OperationId("insert.C07"), "insert", false, 1, "C07", 7, "tray", List.of(FEEDER));
    private static final Conduct CONDUCT = new Conduct(TRAY_A, StepKinds.load());

    private final Cell moving = idle().apply(new CellEvent.WorkAccepted(FETCH, NOON))
            .apply(new CellEvent.StepStarted("feeder", FETCH.command(FEEDER), "boot-1", NOON));

    @Test
    void aMotionIsAskedForOnceAndAskedForAgainLater() {
        Observed ready = seeing(plc(UnitState.EXECUTE)).robot(true, "");

        List<CellEffect> effects = CONDUCT.next(moving, ready).effects();

        assertThat(effects).singleElement().isInstanceOf(CellEffect.Move.class);
        Observed asked = ready.noting(effects.get(0));
        assertThat(CONDUCT.next(moving, asked).effects()).isEmpty();
        assertThat(CONDUCT.next(moving, asked.at(after(Observed.ASK_AGAIN))).effects())
                .isEqualTo(effects);
    }

    @Test
    void aHoldSetsNothingInMotionAndBreaksNothingOff() {
        Cell held = moving.apply(new CellEvent.HoldPlaced("coffee", "anna", NOON));

        CellDecision decision =
                CONDUCT.next(held, seeing(plc(UnitState.EXECUTE)).robot(true, ""));

        assertThat(decision.isNothing()).isTrue();
    }

    @Test
    void anAbortedUnitStopsTheMotion() {
        CellDecision decision =
                CONDUCT.next(moving, seeing(plc(UnitState.ABORTED)).robot(true, ""));

        assertThat(decision.effects()).singleElement().isInstanceOf(CellEffect.HoldMotion.class);
    }

    @Test
    void nothingMovesWhileTheRobotsLinkIsDown() {
        Observed down = seeing(plc(UnitState.EXECUTE)).robot(false, "no state for 500 ms");

        assertThat(CONDUCT.next(moving, down).isNothing()).isTrue();
    }

    private static PlantSpec plant() {
        Loaded<Configuration> loaded = Configuration.load(Path.of("src/main/dist/conf/mortise.yaml"));
        return Optional.of(loaded)
                .filter(Loaded::ok)
                .orElseThrow()
                .value()
                .orElseThrow()
                .plant();
    }
}
