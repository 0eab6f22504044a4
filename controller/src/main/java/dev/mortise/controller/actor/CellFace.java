package dev.mortise.controller.actor;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.Cell;
import dev.mortise.controller.domain.cell.CellWhy;
import dev.mortise.controller.domain.cell.Doubts;
import dev.mortise.controller.domain.cell.InHand;
import dev.mortise.controller.domain.cell.Observed;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitMode;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import java.util.List;
import java.util.Optional;

/** Shows a cell on the board, when what there is to see has changed. */
final class CellFace {

    private final Board board;
    private Optional<PlantView.CellView> shown = Optional.empty();
    private Optional<Cell.Doubt> asked = Optional.empty();

    CellFace(Board board) {
        this.board = board;
    }

    void show(CellSpec spec, Cell cell, Observed observed) {
        PlantView.CellView view = view(spec, cell, observed);
        if (!shown.equals(Optional.of(view))) {
            shown = Optional.of(view);
            board.put(view);
        }
        if (!asked.equals(cell.doubt())) {
            asked = cell.doubt();
            board.questions(spec.id().value(), questions(cell, observed));
        }
    }

    /** A cell of which nothing is known, and which nobody speaks to. */
    static PlantView.CellView unreadable(CellSpec spec, Cause damage) {
        return new PlantView.CellView(
                spec.id().value(),
                spec.title(),
                "UNKNOWN",
                "UNKNOWN",
                "DOWN",
                Optional.empty(),
                "",
                0,
                "",
                Speed.PERCENT_MAX,
                List.of(),
                damage.text(),
                damage,
                PlantView.Equipment.UNKNOWN);
    }

    private static PlantView.CellView view(CellSpec spec, Cell cell, Observed observed) {
        Optional<InHand> work = cell.inHand();
        Cause cause = CellWhy.of(spec, cell, observed);
        return new PlantView.CellView(
                spec.id().value(),
                spec.title(),
                observed.plc().map(status -> status.state().name()).orElse("UNKNOWN"),
                observed.plc().map(PlcStatus::mode).map(CellFace::mode).orElse("UNKNOWN"),
                link(observed),
                work.map(inHand -> inHand.order().rack().value()),
                work.map(inHand -> (inHand.order().undo() ? "undo " : "")
                                + inHand.order().operation().value())
                        .orElse(""),
                work.map(inHand -> inHand.order().attempt()).orElse(0),
                work.flatMap(InHand::started)
                        .map(started -> started.step().id())
                        .orElse(""),
                cell.speed().percent(),
                cell.holds().stream()
                        .map(hold -> hold.reason() + " (" + hold.by() + ")")
                        .toList(),
                cause.text(),
                cause,
                CellEquipment.of(spec, observed));
    }

    private static String link(Observed observed) {
        if (observed.plc().isPresent()) {
            return "UP";
        }
        return observed.plcWhy().contains("breaks the contract") ? "BROKEN_CONTRACT" : "DOWN";
    }

    private static String mode(int number) {
        return UnitMode.of(number).map(UnitMode::name).orElse("MODE " + number);
    }

    private static List<PlantView.QuestionView> questions(Cell cell, Observed observed) {
        return cell.doubt().stream()
                .map(doubt -> new PlantView.QuestionView(
                        "doubt-" + cell.id(),
                        cell.id().value(),
                        "Was the command " + doubt.command() + " carried out?",
                        doubt.facts(),
                        List.of(
                                new PlantView.Choice(Doubts.NOT_DONE, "it had no effect: it is sent again"),
                                new PlantView.Choice(
                                        Doubts.DONE,
                                        "it took effect: the attempt ends without evidence and the operation is done again after its undo")),
                        Act.RESOLVE_DOUBT,
                        observed.now()))
                .toList();
    }
}
