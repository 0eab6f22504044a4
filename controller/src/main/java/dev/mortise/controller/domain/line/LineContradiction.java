package dev.mortise.controller.domain.line;

import java.util.Optional;

/** What cannot have happened on a line after what happened there before: such a journal is damaged. */
public final class LineContradiction {

    private LineContradiction() {}

    /** One sentence; empty when the event follows. */
    public static Optional<String> of(LineState line, LineEvent event) {
        boolean known = line.knows(event.rack());
        if (event instanceof LineEvent.RackAdmitted) {
            return said(known, event.rack() + " was admitted before");
        }
        if (!known) {
            return Optional.of(event.rack() + " was never admitted");
        }
        if (event instanceof LineEvent.StartRevoked) {
            return said(entered(line, event), event.rack() + " was kept from starting after it had entered");
        }
        if (event instanceof LineEvent.MoveEnded ended) {
            return moved(line, ended, ended.number());
        }
        return event instanceof LineEvent.MoveFailed failed ? moved(line, failed, failed.number()) : Optional.empty();
    }

    private static boolean entered(LineState line, LineEvent event) {
        return Optional.ofNullable(line.racks().get(event.rack()))
                .filter(LineState.OnLine::entered)
                .isPresent();
    }

    private static Optional<String> moved(LineState line, LineEvent event, int number) {
        return said(
                !line.moving(event.rack(), number), "move " + number + " of " + event.rack() + " was not under way");
    }

    private static Optional<String> said(boolean contradicts, String sentence) {
        return contradicts ? Optional.of(sentence) : Optional.empty();
    }
}
