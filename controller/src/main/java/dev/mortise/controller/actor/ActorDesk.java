package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.japi.function.Function;
import dev.mortise.controller.domain.alarm.AlarmRequest;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The desk in front of the line: requests become messages, answers come back when they are stored. */
public final class ActorDesk implements Desk {

    /** A store that needs longer is in trouble; the caller is told that the outcome is not known. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final ActorSystem<LineActor.Command> line;
    private final ActorRef<AlarmActor.Command> alarms;
    private final Board board;

    public ActorDesk(ActorSystem<LineActor.Command> line, ActorRef<AlarmActor.Command> alarms, Board board) {
        this.line = line;
        this.alarms = alarms;
        this.board = board;
    }

    @Override
    public CompletionStage<Reply> order(Order order, String by) {
        return ask(replyTo -> new LineActor.Order(order, by, replyTo));
    }

    @Override
    public CompletionStage<Reply> act(RackId rack, RackAct act, String by) {
        return ask(replyTo -> new LineActor.OnRack(rack, act, by, replyTo));
    }

    @Override
    public CompletionStage<Reply> hold(CellId cell, String reason, String by) {
        return ask(replyTo -> new LineActor.ToCell(cell, new CellActor.Hold(reason, by, replyTo), replyTo));
    }

    @Override
    public CompletionStage<Reply> unhold(CellId cell, String by) {
        return ask(replyTo -> new LineActor.ToCell(cell, new CellActor.Unhold(by, replyTo), replyTo));
    }

    @Override
    public CompletionStage<Reply> speed(CellId cell, int percent, String by) {
        return ask(replyTo -> new LineActor.ToCell(cell, new CellActor.SetSpeed(percent, by, replyTo), replyTo));
    }

    @Override
    public CompletionStage<Reply> abort(CellId cell, String reason, String by) {
        return ask(replyTo -> new LineActor.ToCell(cell, new CellActor.Abort(reason, by, replyTo), replyTo));
    }

    @Override
    public CompletionStage<Reply> clear(CellId cell, String by) {
        return ask(replyTo -> new LineActor.ToCell(cell, new CellActor.Clear(by, replyTo), replyTo));
    }

    @Override
    public CompletionStage<Reply> answer(String question, String choice, String by) {
        Optional<PlantView.QuestionView> open = board.now().questions().stream()
                .filter(candidate -> candidate.id().equals(question))
                .findFirst();
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(new Reply.Refused("no open question " + question));
        }
        String subject = open.orElseThrow().subject();
        boolean ofRack = board.build(new RackId(subject)).isPresent();
        return ofRack
                ? ask(replyTo ->
                        new LineActor.ToRack(new RackId(subject), new RackActor.Answer(question, choice, by, replyTo)))
                : ask(replyTo ->
                        new LineActor.ToCell(new CellId(subject), new CellActor.Resolve(choice, by, replyTo), replyTo));
    }

    @Override
    public CompletionStage<Reply> alarm(String alarm, AlarmRequest request, String by) {
        return ask(alarms, replyTo -> new AlarmActor.Ask(alarm, request, by, replyTo));
    }

    @Override
    public CompletionStage<Optional<RackBuild>> record(RackId rack) {
        Optional<RackBuild> onLine = board.build(rack);
        return onLine.isPresent()
                ? CompletableFuture.completedFuture(onLine)
                : AskPattern.askWithStatus(
                        line, replyTo -> new LineActor.Read(rack, replyTo), ANSWER_WITHIN, line.scheduler());
    }

    private CompletionStage<Reply> ask(Function<ActorRef<Reply>, LineActor.Command> message) {
        return ask(line, message);
    }

    private <T> CompletionStage<Reply> ask(ActorRef<T> actor, Function<ActorRef<Reply>, T> message) {
        return AskPattern.ask(actor, message, ANSWER_WITHIN, line.scheduler())
                .exceptionally(failure -> new Reply.Unanswered(
                        "no answer within " + ANSWER_WITHIN.toSeconds() + " s; look before you repeat it"));
    }
}
