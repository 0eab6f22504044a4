package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cell remembers: the fold of its events. What its devices say now is {@link Observed}; what follows from both is
 * {@link Conduct}.
 *
 * @param epoch fencing number of the coordinator in charge; 0 before the first
 * @param holds why the cell is held; empty when it is not
 * @param doubt the command whose outcome only a person can tell
 * @param speed of the cell's robots
 */
public record Cell(
        CellId id, long epoch, Optional<InHand> inHand, List<Hold> holds, Optional<Doubt> doubt, Speed speed) {

    /** Somebody or something holds the cell until a person releases it. */
    public record Hold(String reason, String by) {}

    public record Doubt(CommandId command, List<String> facts) {}

    public Cell {
        holds = List.copyOf(holds);
    }

    public static Cell unknown(CellId id) {
        return new Cell(id, 0, Optional.empty(), List.of(), Optional.empty(), Speed.FULL);
    }

    public boolean held() {
        return !holds.isEmpty();
    }

    public Cell apply(CellEvent event) {
        if (event instanceof CellEvent.EpochRaised raised) {
            return new Cell(id, raised.epoch(), inHand, holds, doubt, speed);
        }
        if (event instanceof CellEvent.WorkAccepted accepted) {
            return with(Optional.of(InHand.of(accepted.order(), accepted.at())));
        }
        if (event instanceof CellEvent.StepStarted started) {
            return with(inHand.map(work -> work.start(started.step(), started.command(), started.bootId())));
        }
        if (event instanceof CellEvent.StepEnded ended) {
            return with(inHand.map(work -> work.ended(ended.report())));
        }
        if (event instanceof CellEvent.WorkEnded ended) {
            return with(inHand.map(work -> work.end(ended.interrupted(), ended.at())));
        }
        if (event instanceof CellEvent.OutcomeTaken) {
            return with(Optional.empty());
        }
        if (event instanceof CellEvent.HoldPlaced placed) {
            List<Hold> all = new ArrayList<>(holds);
            all.add(new Hold(placed.reason(), placed.by()));
            return new Cell(id, epoch, inHand, all, doubt, speed);
        }
        if (event instanceof CellEvent.HoldsReleased) {
            return new Cell(id, epoch, inHand, List.of(), doubt, speed);
        }
        if (event instanceof CellEvent.DoubtRaised raised) {
            return new Cell(id, epoch, inHand, holds, Optional.of(new Doubt(raised.command(), raised.facts())), speed);
        }
        if (event instanceof CellEvent.SpeedSet set) {
            return new Cell(id, epoch, inHand, holds, doubt, new Speed(set.percent()));
        }
        CellEvent.DoubtResolved resolved = (CellEvent.DoubtResolved) event;
        Optional<InHand> work = resolved.choice().equals(Doubts.NOT_DONE) ? inHand.map(InHand::forgetStart) : inHand;
        return new Cell(id, epoch, work, holds, Optional.empty(), speed);
    }

    private Cell with(Optional<InHand> work) {
        return new Cell(id, epoch, work, holds, doubt, speed);
    }
}
