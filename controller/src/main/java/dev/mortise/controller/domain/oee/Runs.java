package dev.mortise.controller.domain.oee;

import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.oee.Run.Outcome;
import dev.mortise.controller.domain.process.Judgement;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a cell had in hand, from its own events. */
public final class Runs {

    private final Standards standards;
    private final List<Run> runs = new ArrayList<>();
    private Optional<Open> open = Optional.empty();

    /** What is known of an operation beside the cell's events. */
    public interface Standards {

        /** How long it should take; empty where nobody says. */
        Optional<Duration> planned(WorkOrder order);

        /** Whether it had been good on that rack before this attempt. */
        boolean wasGood(WorkOrder order);
    }

    /** An attempt under way, with what became of its steps. */
    private record Open(WorkOrder order, Instant from, Outcome outcome, String reason) {
        Open because(Outcome what, String why) {
            return outcome == Outcome.GOOD ? new Open(order, from, what, why) : this;
        }
    }

    private Runs(Standards standards) {
        this.standards = standards;
    }

    /** In order; of work that began before the first event nothing is told. */
    public static List<Run> of(List<CellEvent> events, Standards standards) {
        Runs found = new Runs(standards);
        events.forEach(found::read);
        found.open.ifPresent(work -> found.runs.add(found.run(work, Optional.empty())));
        return List.copyOf(found.runs);
    }

    private void read(CellEvent event) {
        if (event instanceof CellEvent.WorkAccepted accepted) {
            over(accepted.at());
            open = Optional.of(new Open(accepted.order(), accepted.at(), Outcome.GOOD, ""));
        } else if (event instanceof CellEvent.StepEnded ended) {
            open = open.map(work -> judged(work, ended.report()));
        } else if (event instanceof CellEvent.WorkEnded ended) {
            open = ended.interrupted().isEmpty()
                    ? open
                    : open.map(work -> work.because(Outcome.BROKEN_OFF, ended.interrupted()));
            over(ended.at());
        }
    }

    private static Open judged(Open work, StepReport report) {
        if (report.outcome() == StepReport.Outcome.STATION_FAULT) {
            return work.because(Outcome.BROKEN_OFF, report.reason());
        }
        return work.order().steps().stream()
                .filter(step -> step.id().equals(report.step()))
                .findFirst()
                .flatMap(step -> Judgement.fault(step.limits(), report))
                .map(fault -> work.because(Outcome.FAILED, fault))
                .orElse(work);
    }

    private void over(Instant at) {
        open.ifPresent(work -> runs.add(run(work, Optional.of(at))));
        open = Optional.empty();
    }

    private Run run(Open work, Optional<Instant> to) {
        WorkOrder order = work.order();
        boolean again = order.undo() || (!order.isTransport() && order.attempt() > 1 && standards.wasGood(order));
        String what = (order.undo() ? "undo " : "")
                + order.template()
                + (work.reason().isEmpty() ? "" : ": " + work.reason());
        return new Run(work.from(), to, what, standards.planned(order), again ? Outcome.REWORK : work.outcome());
    }
}
