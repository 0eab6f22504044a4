package dev.mortise.controller.domain.history;

import dev.mortise.controller.domain.history.Entry.What;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.Verdict;
import dev.mortise.controller.domain.rack.Work;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What happened to a rack, from its own events and the line's about it. */
public final class RackTimeline {

    private final Ledger ledger = new Ledger();

    private RackTimeline() {}

    /** Oldest first. */
    public static List<Entry> of(List<RackEvent> events, List<LineEvent> ofLine) {
        RackTimeline timeline = new RackTimeline();
        events.forEach(timeline::read);
        ofLine.forEach(timeline::read);
        return timeline.ledger.entries();
    }

    private void read(RackEvent event) {
        if (event instanceof RackEvent.RackOrdered ordered) {
            ledger.add(Entry.instant(
                    What.ORDER, ordered.at(), "ordered: " + ordered.type() + " " + ordered.revision(), ordered.by()));
        } else if (event instanceof RackEvent.AttemptStarted started) {
            String text = words(started.work(), started.attempt()) + " in " + started.cell();
            ledger.begin(name(started.work()), Entry.begun(What.OPERATION, started.at(), text, ""));
        } else if (event instanceof RackEvent.AttemptEnded ended) {
            ended(ended.evidence());
        } else if (event instanceof RackEvent.OperationReopened reopened) {
            String text = reopened.operation() + " is void: " + reopened.because();
            ledger.add(Entry.instant(What.REWORK, reopened.at(), text, "").bad());
        } else {
            said(event);
        }
    }

    private void ended(Evidence evidence) {
        String reason = evidence.reason().isEmpty() ? "" : " (" + evidence.reason() + ")";
        boolean good = evidence.verdict() == Verdict.OK;
        ledger.end(
                name(evidence.work()), begun -> begun.ended(evidence.finishedAt(), evidence.verdict() + reason, good));
    }

    /** What people said of it. */
    private void said(RackEvent event) {
        if (event instanceof RackEvent.QuestionAsked asked) {
            ledger.begin(
                    "question " + asked.question(),
                    Entry.begun(What.QUESTION, asked.at(), asked.text(), "").bad());
        } else if (event instanceof RackEvent.QuestionAnswered answered) {
            ledger.end(
                    "question " + answered.question(),
                    begun -> begun.ended(answered.at(), answered.choice() + " by " + answered.by(), false));
        } else if (event instanceof RackEvent.WaiverProposed proposed) {
            String text = "waiver of " + attempt(proposed.operation(), proposed.attempt()) + ": " + proposed.reason();
            ledger.begin(
                    waiver(proposed.operation(), proposed.attempt()),
                    Entry.begun(What.WAIVER, proposed.at(), text, proposed.by()));
        } else if (event instanceof RackEvent.WaiverGranted granted) {
            ledger.end(
                    waiver(granted.operation(), granted.attempt()),
                    begun -> begun.ended(granted.at(), "granted by " + granted.by(), true));
        } else if (event instanceof RackEvent.RackHeld held) {
            ledger.begin(
                    "hold " + held.at() + held.reason(),
                    Entry.begun(What.HOLD, held.at(), "held: " + held.reason(), held.by())
                            .bad());
        } else if (event instanceof RackEvent.RackUnheld unheld) {
            ledger.endAll("hold ", begun -> begun.ended(unheld.at(), "released by " + unheld.by(), false));
        } else {
            over(event);
        }
    }

    private void over(RackEvent event) {
        if (event instanceof RackEvent.RackAbandoned abandoned) {
            String how = abandoned.how().name().toLowerCase(Locale.ROOT);
            String text = "given up (" + how + "): " + abandoned.reason();
            closed(abandoned.at());
            ledger.add(Entry.instant(What.END, abandoned.at(), text, abandoned.by())
                    .bad());
        } else if (event instanceof RackEvent.RackReleased released) {
            closed(released.at());
            ledger.add(Entry.instant(What.END, released.at(), "released, evidence " + released.hash(), ""));
        }
    }

    /** Nothing is asked of a rack that is finished. */
    private void closed(Instant at) {
        ledger.endAll("question ", begun -> begun.ended(at, "closed", false));
        ledger.endAll("waiver ", begun -> begun.ended(at, "overtaken", false));
    }

    private void read(LineEvent event) {
        if (event instanceof LineEvent.MoveStarted move) {
            String text = move.from().map(from -> "from " + from).orElse("enters the line") + " to " + move.to();
            ledger.begin("move " + move.number(), Entry.begun(What.MOVE, move.at(), text, ""));
        } else if (event instanceof LineEvent.MoveEnded ended) {
            ledger.end("move " + ended.number(), begun -> begun.ended(ended.at(), "", true));
        } else if (event instanceof LineEvent.MoveFailed failed) {
            ledger.end(
                    "move " + failed.number(),
                    begun -> begun.ended(failed.at(), "not done: " + failed.reason(), false));
        } else if (event instanceof LineEvent.StartRevoked revoked) {
            ledger.begin("hold start", Entry.begun(What.HOLD, revoked.at(), "may not enter the line", revoked.by()));
        } else if (event instanceof LineEvent.StartAllowed allowed) {
            ledger.end("hold start", begun -> begun.ended(allowed.at(), "allowed by " + allowed.by(), true));
        } else if (event instanceof LineEvent.PrioritySet set) {
            ledger.add(Entry.instant(What.ORDER, set.at(), "priority " + set.priority(), set.by()));
        } else if (event instanceof LineEvent.RackLeft left) {
            ledger.add(Entry.instant(What.END, left.at(), "has left the line", ""));
        } else if (event instanceof LineEvent.AbandonedRackLeft left) {
            ledger.add(Entry.instant(What.END, left.at(), "has left the line, given up", "")
                    .bad());
        }
    }

    private static String name(Work work) {
        return "attempt " + work;
    }

    private static String words(Work work, int attempt) {
        return (work.kind() == Work.Kind.UNDO ? "undo " : "") + attempt(work.operation(), attempt);
    }

    private static String attempt(Object operation, int attempt) {
        return operation + (attempt == 1 ? "" : ", attempt " + attempt);
    }

    private static String waiver(Object operation, int attempt) {
        return "waiver " + operation + " " + attempt;
    }
}
