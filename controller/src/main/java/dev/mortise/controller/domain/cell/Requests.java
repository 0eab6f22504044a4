package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What others ask of a cell, taken or refused with a reason. */
public final class Requests {

    private Requests() {}

    /** New work. Taken at most once; the same attempt again is taken as a repeat. */
    public static CellDecision assign(CellSpec spec, Cell cell, Observed observed, WorkOrder order) {
        if (cell.inHand().filter(work -> work.order().sameAttempt(order)).isPresent()) {
            return CellDecision.NOTHING;
        }
        if (cell.inHand().isPresent()) {
            return CellDecision.refuse(
                    cell.id() + " has " + cell.inHand().orElseThrow().order() + " in hand");
        }
        Readiness readiness = Readiness.of(spec, cell, observed);
        return readiness.available()
                ? CellDecision.store(new CellEvent.WorkAccepted(order, observed.now()))
                : CellDecision.refuse(cell.id() + " is not available: " + readiness.whyNot());
    }

    /** The owner has stored how the attempt ended. */
    public static CellDecision outcomeTaken(Cell cell, WorkOrder order, Instant now) {
        boolean ours = cell.inHand()
                .filter(work -> work.end().isPresent() && work.order().sameAttempt(order))
                .isPresent();
        return ours ? CellDecision.store(new CellEvent.OutcomeTaken(now)) : CellDecision.NOTHING;
    }

    public static CellDecision hold(Cell cell, String reason, String by, Instant now) {
        boolean already = cell.holds().contains(new Cell.Hold(reason, by));
        return already ? CellDecision.NOTHING : CellDecision.store(new CellEvent.HoldPlaced(reason, by, now));
    }

    public static CellDecision unhold(Cell cell, String by, Instant now) {
        return cell.held()
                ? CellDecision.store(new CellEvent.HoldsReleased(by, now))
                : CellDecision.refuse(cell.id() + " is not held");
    }

    /** Abort is a hold that also asks the unit to abort; {@link #clear} ends both. */
    public static CellDecision abort(Cell cell, String reason, String by, Instant now) {
        return new CellDecision(
                List.of(new CellEvent.HoldPlaced("aborted: " + reason, by, now)),
                List.of(new CellEffect.HoldMotion("abort"), new CellEffect.AskUnit(UnitCommand.ABORT)),
                Optional.empty());
    }

    /** Sets the speed of the cell's robots; what they have in hand follows at once, held or not. */
    public static CellDecision speed(CellSpec spec, Cell cell, int percent, String by, Instant now) {
        if (spec.robot().isEmpty()) {
            return CellDecision.refuse(cell.id() + " has no robot whose speed could be set");
        }
        if (!Speed.isPercent(percent)) {
            return CellDecision.refuse("the speed of a cell is 0 to " + Speed.PERCENT_MAX + " percent, not " + percent);
        }
        return cell.speed().percent() == percent
                ? CellDecision.NOTHING
                : new CellDecision(
                        List.of(new CellEvent.SpeedSet(percent, by, now)),
                        List.of(new CellEffect.SetSpeed(new Speed(percent))),
                        Optional.empty());
    }

    /** Leaves Aborted and releases what held the cell. */
    public static CellDecision clear(Cell cell, Observed observed, String by) {
        boolean aborted = observed.plc()
                .filter(status -> status.state() == UnitState.ABORTED)
                .isPresent();
        if (!aborted) {
            return CellDecision.refuse(cell.id() + " is "
                    + observed.plc().map(status -> status.state().name()).orElse("not connected")
                    + "; clear leaves ABORTED only");
        }
        List<CellEvent> events = new ArrayList<>();
        if (cell.held()) {
            events.add(new CellEvent.HoldsReleased(by, observed.now()));
        }
        return new CellDecision(events, List.of(new CellEffect.AskUnit(UnitCommand.CLEAR)), Optional.empty());
    }

    public static CellDecision resolve(Cell cell, String choice, String by, Instant now) {
        if (cell.doubt().isEmpty()) {
            return CellDecision.refuse(cell.id() + " has no command in doubt");
        }
        return choice.equals(Doubts.DONE) || choice.equals(Doubts.NOT_DONE)
                ? CellDecision.store(Doubts.resolve(cell, choice, by, now))
                : CellDecision.refuse(
                        "'" + choice + "' is no answer; answer " + Doubts.DONE + " or " + Doubts.NOT_DONE);
    }

    /** A motion ended. Late answers to other commands are recognised and dropped; what a person is asked, that person says. */
    public static CellDecision motionEnded(Cell cell, StepReport report, Instant now) {
        boolean ours = cell.inHand()
                .filter(work -> cell.doubt().isEmpty())
                .flatMap(InHand::started)
                .filter(started -> started.command().equals(report.command()))
                .isPresent();
        return ours ? CellDecision.store(new CellEvent.StepEnded(report, now)) : CellDecision.NOTHING;
    }
}
