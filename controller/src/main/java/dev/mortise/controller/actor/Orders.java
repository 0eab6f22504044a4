package dev.mortise.controller.actor;

import dev.mortise.controller.domain.cell.InHand;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.line.LineDecision;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Work;
import dev.mortise.controller.port.Desk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Translates between what the line decides and what cells are given. */
final class Orders {

    /** Serials become file names, actor names and parts of command ids. */
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,31}");

    private Orders() {}

    /** Whether an order can be taken, and under which serial. */
    record Verdict(RackId rack, Optional<String> refusal) {}

    static Verdict check(LineState line, Set<String> types, String wanted, String type) {
        String serial = wanted.isEmpty() ? String.format(Locale.ROOT, "R-%04d", line.admitted() + 1) : wanted;
        RackId rack = new RackId(serial);
        if (!types.contains(type)) {
            return new Verdict(
                    rack,
                    Optional.of("no rack type '" + type + "'; known are " + String.join(", ", new TreeSet<>(types))));
        }
        if (!SERIAL.matcher(serial).matches()) {
            return new Verdict(
                    rack,
                    Optional.of(
                            "'" + serial
                                    + "' is no serial; 1 to 32 letters, digits and hyphens are, beginning with a letter or digit"));
        }
        return line.knows(rack)
                ? new Verdict(rack, Optional.of("serial " + serial + " is used already"))
                : new Verdict(rack, Optional.empty());
    }

    /** In one step: between an order and its terms nothing may start. */
    static List<LineEvent> admit(RackId rack, Desk.Order order, String by, Instant now) {
        List<LineEvent> events = new ArrayList<>();
        events.add(new LineEvent.RackAdmitted(rack, order.type(), by, now));
        if (!order.mayStart()) {
            events.add(new LineEvent.StartRevoked(rack, by, now));
        }
        if (order.priority() != 0) {
            events.add(new LineEvent.PrioritySet(rack, order.priority(), by, now));
        }
        return events;
    }

    static LineEvent left(LineDecision.Leave leave, Instant now) {
        return leave.abandoned()
                .<LineEvent>map(how -> new LineEvent.AbandonedRackLeft(leave.rack(), how, now))
                .orElseGet(() -> new LineEvent.RackLeft(leave.rack(), now));
    }

    static LineEvent.MoveStarted start(LineState line, LineDecision.Move move, Instant now) {
        int number = Optional.ofNullable(line.racks().get(move.rack()))
                        .map(LineState.OnLine::moves)
                        .orElse(0)
                + 1;
        return new LineEvent.MoveStarted(move.rack(), move.from(), move.to(), number, now);
    }

    static WorkOrder transport(LineEvent.MoveStarted move) {
        return WorkOrder.transport(
                move.rack(),
                move.from().map(PlaceId::value).orElse(""),
                move.to().value(),
                move.number());
    }

    /** A move that did not end OK is decided anew. */
    static List<LineEvent> moveEnded(LineState line, InHand ended, Instant now) {
        WorkOrder order = ended.order();
        if (!line.moving(order.rack(), order.attempt())) {
            return List.of();
        }
        boolean done = ended.reports().stream().anyMatch(StepReport::hadItsEffect);
        return List.of(
                done
                        ? new LineEvent.MoveEnded(order.rack(), order.attempt(), now)
                        : new LineEvent.MoveFailed(
                                order.rack(),
                                order.attempt(),
                                ended.end().map(InHand.End::interrupted).orElse(""),
                                now));
    }

    static RackCommand.Finish finish(CellActor.Finished finished, boolean simulated) {
        InHand ended = finished.ended();
        InHand.End end = ended.end().orElseThrow();
        return new RackCommand.Finish(
                work(ended.order()),
                ended.order().attempt(),
                finished.cell(),
                ended.reports(),
                end.interrupted(),
                end.at(),
                simulated);
    }

    static WorkOrder of(RackBuild build, Work work, int attempt) {
        return WorkOrder.of(build.id(), build.operation(work.operation()), work.kind() == Work.Kind.UNDO, attempt);
    }

    static Work work(WorkOrder order) {
        return order.undo() ? Work.undoing(order.operation()) : Work.doing(order.operation());
    }
}
