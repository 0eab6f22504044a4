package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.process.CommandId;
import java.util.Optional;

/** What cannot have happened to a cell after what happened to it before: such a journal is damaged. */
public final class CellContradiction {

    private CellContradiction() {}

    /** One sentence; empty when the event follows. */
    public static Optional<String> of(Cell cell, CellEvent event) {
        if (event instanceof CellEvent.EpochRaised raised) {
            return said(raised.epoch() <= cell.epoch(), "epoch " + raised.epoch() + " does not follow " + cell.epoch());
        }
        if (event instanceof CellEvent.WorkAccepted accepted) {
            return cell.inHand().map(work -> accepted.order() + " was taken while " + work.order() + " was in hand");
        }
        if (event instanceof CellEvent.StepStarted step) {
            return cell.inHand()
                    .map(work -> began(work, step))
                    .orElseGet(() -> Optional.of("step " + step.command() + " began without work in hand"));
        }
        if (event instanceof CellEvent.StepEnded ended) {
            CommandId command = ended.report().command();
            return said(!underWay(cell).equals(Optional.of(command)), command + " ended and had not begun");
        }
        if (event instanceof CellEvent.WorkEnded) {
            return said(cell.inHand().isEmpty(), "work ended and none was in hand");
        }
        return Optional.empty();
    }

    private static Optional<String> began(InHand work, CellEvent.StepStarted step) {
        return work.started()
                .map(before -> "step " + step.command() + " began before " + before.command() + " had ended")
                .or(() -> said(
                        work.order().steps().stream()
                                .noneMatch(known -> known.id().equals(step.step())),
                        "step " + step.command() + " began and " + work.order() + " has no step " + step.step()));
    }

    private static Optional<CommandId> underWay(Cell cell) {
        return cell.inHand().flatMap(InHand::started).map(InHand.Started::command);
    }

    private static Optional<String> said(boolean contradicts, String sentence) {
        return contradicts ? Optional.of(sentence) : Optional.empty();
    }
}
