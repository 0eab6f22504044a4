package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A desk that notes what it is asked, and refuses it when it is told to. */
final class NotingDesk implements Desk {

    private final AHouse house;

    NotingDesk(AHouse house) {
        this.house = house;
    }

    private CompletionStage<Reply> note(String what, String subject) {
        house.asked.add(what);
        return CompletableFuture.completedFuture(
                house.refusal.<Reply>map(Reply.Refused::new).orElseGet(() -> new Reply.Accepted(subject)));
    }

    @Override
    public CompletionStage<Reply> order(Order order, String by) {
        String verb = order.mayStart() ? "order " : "store ";
        String rack = order.rack();
        String priority = order.priority() == 0 ? "" : " at priority " + order.priority();
        return note(verb + order.type() + " '" + rack + "'" + priority + " by " + by, rack.isEmpty() ? "R-0001" : rack);
    }

    @Override
    public CompletionStage<Reply> act(RackId rack, RackAct act, String by) {
        return note(act + " of " + rack + " by " + by, rack.value());
    }

    @Override
    public CompletionStage<Reply> hold(CellId cell, String reason, String by) {
        return note("hold " + cell + " " + reason + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> unhold(CellId cell, String by) {
        return note("unhold " + cell + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> speed(CellId cell, int percent, String by) {
        return note("speed " + cell + " " + percent + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> abort(CellId cell, String reason, String by) {
        return note("abort " + cell + " " + reason + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> clear(CellId cell, String by) {
        return note("clear " + cell + " by " + by, cell.value());
    }

    @Override
    public CompletionStage<Reply> answer(String question, String choice, String by) {
        return note("answer " + question + " " + choice + " by " + by, question);
    }

    @Override
    public CompletionStage<Reply> alarm(String alarm, AlarmRequest request, String by) {
        return note("alarm " + alarm + " " + request + " by " + by, alarm);
    }

    @Override
    public CompletionStage<Optional<RackBuild>> record(RackId rack) {
        return CompletableFuture.completedFuture(Optional.ofNullable(house.stored.get(rack)));
    }
}
