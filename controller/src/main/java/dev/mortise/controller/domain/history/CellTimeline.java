package dev.mortise.controller.domain.history;

import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.history.Entry.What;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;

/** What happened to a cell, from its own events. */
public final class CellTimeline {

    private final Ledger ledger = new Ledger();
    private boolean failed;

    private CellTimeline() {}

    /** Oldest first; of work that began before the first event nothing is told. */
    public static List<Entry> of(List<CellEvent> events) {
        CellTimeline timeline = new CellTimeline();
        events.forEach(timeline::read);
        return timeline.ledger.entries();
    }

    private void read(CellEvent event) {
        if (event instanceof CellEvent.WorkAccepted accepted) {
            failed = false;
            ledger.begin("work", Entry.begun(What.OPERATION, accepted.at(), words(accepted.order()), ""));
        } else if (event instanceof CellEvent.StepStarted started) {
            String text = started.step() + ", command " + started.command();
            ledger.begin("step " + started.command(), Entry.begun(What.STEP, started.at(), text, ""));
        } else if (event instanceof CellEvent.StepEnded ended) {
            ended(ended);
        } else if (event instanceof CellEvent.WorkEnded ended) {
            boolean good = ended.interrupted().isEmpty() && !failed;
            String outcome = ended.interrupted().isEmpty() ? failed ? "failed" : "done" : ended.interrupted();
            ledger.end("work", begun -> begun.ended(ended.at(), outcome, good));
        } else if (event instanceof CellEvent.EpochRaised raised) {
            ledger.add(
                    Entry.instant(What.CONTROLLER, raised.at(), "a controller took over, epoch " + raised.epoch(), ""));
        } else {
            said(event);
        }
    }

    private void ended(CellEvent.StepEnded ended) {
        StepReport report = ended.report();
        boolean good = report.outcome() == StepReport.Outcome.OK;
        failed = failed || !good;
        String outcome = report.outcome() + (report.reason().isEmpty() ? "" : " (" + report.reason() + ")");
        ledger.end("step " + report.command(), begun -> begun.ended(ended.at(), outcome, good));
    }

    /** What people, or Mortise itself, said to it. */
    private void said(CellEvent event) {
        if (event instanceof CellEvent.HoldPlaced placed) {
            ledger.begin(
                    "hold " + placed.at() + placed.reason(),
                    Entry.begun(What.HOLD, placed.at(), "held: " + placed.reason(), placed.by())
                            .bad());
        } else if (event instanceof CellEvent.HoldsReleased released) {
            ledger.endAll("hold ", begun -> begun.ended(released.at(), "released by " + released.by(), false));
        } else if (event instanceof CellEvent.DoubtRaised raised) {
            String text = "was " + raised.command() + " carried out?";
            ledger.begin(
                    "doubt", Entry.begun(What.QUESTION, raised.at(), text, "").bad());
        } else if (event instanceof CellEvent.DoubtResolved resolved) {
            ledger.end("doubt", begun -> begun.ended(resolved.at(), resolved.choice() + " by " + resolved.by(), false));
        }
    }

    private static String words(WorkOrder order) {
        return order.rack() + ": " + (order.undo() ? "undo " : "") + order.operation()
                + (order.attempt() == 1 || order.isTransport() ? "" : ", attempt " + order.attempt());
    }
}
