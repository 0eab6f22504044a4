package dev.mortise.controller.adapter.audit;

import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A desk as a door sees it: what is asked of it is kept, with what came of it. */
public final class AuditedDesk implements Desk {

    private final Desk desk;
    private final String door;
    private final Audit audit;

    public AuditedDesk(Desk desk, String door, Audit audit) {
        this.desk = desk;
        this.door = door;
        this.audit = audit;
    }

    @Override
    public CompletionStage<Reply> order(Order order, String by) {
        String subject = order.rack().isEmpty() ? order.type() : order.rack();
        return whileKept(by, order.mayStart() ? "order" : "order, not to start", subject, () -> desk.order(order, by));
    }

    @Override
    public CompletionStage<Reply> act(RackId rack, RackAct act, String by) {
        return act instanceof RackAct.Hold
                ? kept(by, RackWords.of(act), rack.value(), desk.act(rack, act, by))
                : whileKept(by, RackWords.of(act), rack.value(), () -> desk.act(rack, act, by));
    }

    /** A request to stop is never refused for want of paper. */
    @Override
    public CompletionStage<Reply> hold(CellId cell, String reason, String by) {
        return kept(by, "hold", cell.value(), desk.hold(cell, reason, by));
    }

    @Override
    public CompletionStage<Reply> unhold(CellId cell, String by) {
        return whileKept(by, "unhold", cell.value(), () -> desk.unhold(cell, by));
    }

    @Override
    public CompletionStage<Reply> speed(CellId cell, int percent, String by) {
        return whileKept(by, "speed " + percent + " %", cell.value(), () -> desk.speed(cell, percent, by));
    }

    @Override
    public CompletionStage<Reply> abort(CellId cell, String reason, String by) {
        return kept(by, "abort", cell.value(), desk.abort(cell, reason, by));
    }

    @Override
    public CompletionStage<Reply> clear(CellId cell, String by) {
        return whileKept(by, "clear", cell.value(), () -> desk.clear(cell, by));
    }

    @Override
    public CompletionStage<Reply> answer(String question, String choice, String by) {
        return whileKept(by, "answer " + choice, question, () -> desk.answer(question, choice, by));
    }

    /** To have seen an alarm changes nothing in the plant: it needs no paper either. */
    @Override
    public CompletionStage<Reply> alarm(String alarm, AlarmRequest request, String by) {
        return kept(by, words(request), alarm, desk.alarm(alarm, request, by));
    }

    @Override
    public CompletionStage<Optional<RackBuild>> record(RackId rack) {
        return desk.record(rack);
    }

    private CompletionStage<Reply> whileKept(
            String by, String act, String subject, Supplier<CompletionStage<Reply>> asked) {
        Optional<String> trouble = audit.trouble();
        return trouble.isPresent()
                ? CompletableFuture.completedFuture(new Reply.Refused(trouble.orElseThrow()))
                : kept(by, act, subject, asked.get());
    }

    private CompletionStage<Reply> kept(String by, String act, String subject, CompletionStage<Reply> asked) {
        return asked.whenComplete((reply, failure) ->
                audit.note(new Deed(by, door, act, subject, failure == null ? words(reply) : failure.toString())));
    }

    private static String words(AlarmRequest request) {
        if (request instanceof AlarmRequest.Shelve shelve) {
            return "shelve for " + shelve.minutes() + " min";
        }
        if (request instanceof AlarmRequest.ShelveUntilGone) {
            return "shelve until its cause is gone";
        }
        if (request instanceof AlarmRequest.Comment) {
            return "comment";
        }
        if (request instanceof AlarmRequest.Confirm) {
            return "confirm";
        }
        return request instanceof AlarmRequest.Unshelve ? "unshelve" : "acknowledge";
    }

    private static String words(Reply reply) {
        if (reply instanceof Reply.Accepted accepted) {
            return "accepted: " + accepted.subject();
        }
        return reply instanceof Reply.Refused refused
                ? "refused: " + refused.reason()
                : "unanswered: " + ((Reply.Unanswered) reply).reason();
    }
}
