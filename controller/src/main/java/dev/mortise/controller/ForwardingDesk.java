package dev.mortise.controller;

import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The desk of whichever controller runs; refuses with the reason while none does.
 *
 * @param running empty between two controllers
 * @param trouble why none runs
 */
record ForwardingDesk(Supplier<Optional<Desk>> running, Supplier<String> trouble) implements Desk {

    @Override
    public CompletionStage<Reply> order(Order order, String by) {
        return ask(desk -> desk.order(order, by));
    }

    @Override
    public CompletionStage<Reply> act(RackId rack, RackAct act, String by) {
        return ask(desk -> desk.act(rack, act, by));
    }

    @Override
    public CompletionStage<Reply> hold(CellId cell, String reason, String by) {
        return ask(desk -> desk.hold(cell, reason, by));
    }

    @Override
    public CompletionStage<Reply> unhold(CellId cell, String by) {
        return ask(desk -> desk.unhold(cell, by));
    }

    @Override
    public CompletionStage<Reply> speed(CellId cell, int percent, String by) {
        return ask(desk -> desk.speed(cell, percent, by));
    }

    @Override
    public CompletionStage<Reply> abort(CellId cell, String reason, String by) {
        return ask(desk -> desk.abort(cell, reason, by));
    }

    @Override
    public CompletionStage<Reply> clear(CellId cell, String by) {
        return ask(desk -> desk.clear(cell, by));
    }

    @Override
    public CompletionStage<Reply> answer(String question, String choice, String by) {
        return ask(desk -> desk.answer(question, choice, by));
    }

    @Override
    public CompletionStage<Reply> alarm(String alarm, AlarmRequest request, String by) {
        return ask(desk -> desk.alarm(alarm, request, by));
    }

    @Override
    public CompletionStage<Optional<RackBuild>> record(RackId rack) {
        return running.get()
                .map(desk -> desk.record(rack))
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException(trouble.get())));
    }

    private CompletionStage<Reply> ask(Function<Desk, CompletionStage<Reply>> what) {
        return running.get()
                .map(what)
                .orElseGet(() -> CompletableFuture.completedFuture(new Reply.Refused(trouble.get())));
    }
}
