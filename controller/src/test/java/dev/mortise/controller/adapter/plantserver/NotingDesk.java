package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Notes what it is asked; takes everything unless told to refuse. */
final class NotingDesk implements Desk {

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final Map<String, RackBuild> builds = new ConcurrentHashMap<>();
    volatile Optional<Reply> refusal = Optional.empty();
    /** What happens before it answers. */
    volatile Runnable meanwhile = () -> {};

    private CompletionStage<Reply> answer(String note, String subject) {
        asked.add(note);
        meanwhile.run();
        return CompletableFuture.completedFuture(refusal.orElse(new Reply.Accepted(subject)));
    }

    @Override
    public CompletionStage<Reply> order(Order order, String by) {
        String verb = order.mayStart() ? "order " : "store ";
        String first = order.priority() == 0 ? "" : " priority " + order.priority();
        return answer(verb + order.rack() + " " + order.type() + first + " by " + by, order.rack());
    }

    @Override
    public CompletionStage<Reply> act(RackId rack, RackAct act, String by) {
        return answer(act + " of " + rack + " by " + by, rack.value());
    }

    @Override
    public CompletionStage<Reply> hold(CellId cell, String reason, String by) {
        return answer("hold " + cell + " " + reason + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> unhold(CellId cell, String by) {
        return answer("unhold " + cell + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> speed(CellId cell, int percent, String by) {
        return answer("speed " + cell + " " + percent + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> abort(CellId cell, String reason, String by) {
        return answer("abort " + cell + " " + reason + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> clear(CellId cell, String by) {
        return answer("clear " + cell + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> answer(String question, String choice, String by) {
        return answer("answer " + question + " " + choice + " by " + by, question);
    }

    @Override
    public CompletionStage<Reply> alarm(String alarm, AlarmRequest request, String by) {
        return answer("alarm " + alarm + " " + request + " by " + by, alarm);
    }

    @Override
    public CompletionStage<Optional<RackBuild>> record(RackId rack) {
        return CompletableFuture.completedFuture(Optional.ofNullable(builds.get(rack.value())));
    }
}
