package dev.mortise.controller.simulation;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import dev.mortise.controller.actor.CellActor;
import dev.mortise.controller.actor.LineActor;
import dev.mortise.controller.actor.RackActor;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.Desk.Reply;
import dev.mortise.controller.port.PlantView;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The messages of the product's desk. Its futures hand their results to threads of their own, which would be the end of all
 * determinism; here answers arrive as messages do.
 */
final class PanelDesk {

    private static final String BY = "person";

    private final ActorSystem<LineActor.Command> line;
    private final Panel panel;
    private int asked;

    PanelDesk(ActorSystem<LineActor.Command> line, Panel panel) {
        this.line = line;
        this.panel = panel;
    }

    void order(String rack, Consumer<Reply> answer) {
        ask(replyTo -> new LineActor.Order(Desk.Order.of(rack, "small"), BY, replyTo), answer);
    }

    void act(RackId rack, RackAct act, Consumer<Reply> answer) {
        ask(replyTo -> new LineActor.OnRack(rack, act, BY, replyTo), answer);
    }

    void hold(CellId cell, Consumer<Reply> answer) {
        ask(replyTo -> new LineActor.ToCell(cell, new CellActor.Hold("maintenance", BY, replyTo), replyTo), answer);
    }

    void unhold(CellId cell) {
        ask(replyTo -> new LineActor.ToCell(cell, new CellActor.Unhold(BY, replyTo), replyTo), reply -> {});
    }

    void clear(CellId cell) {
        ask(replyTo -> new LineActor.ToCell(cell, new CellActor.Clear(BY, replyTo), replyTo), reply -> {});
    }

    void answer(PlantView.QuestionView question, String choice) {
        String subject = question.subject();
        boolean ofRack = panel.build(new RackId(subject)).isPresent();
        ask(
                replyTo -> ofRack
                        ? new LineActor.ToRack(
                                new RackId(subject), new RackActor.Answer(question.id(), choice, BY, replyTo))
                        : new LineActor.ToCell(
                                new CellId(subject), new CellActor.Resolve(choice, BY, replyTo), replyTo),
                reply -> {});
    }

    void record(RackId rack, Consumer<Optional<RackBuild>> answer) {
        line.tell(new LineActor.Read(rack, listener(reply -> answer.accept(reply.getValue()))));
    }

    private void ask(Function<ActorRef<Reply>, LineActor.Command> message, Consumer<Reply> answer) {
        try {
            line.tell(message.apply(listener(answer)));
        } catch (IllegalStateException e) {
            answer.accept(new Reply.Refused("the controller ends"));
        }
    }

    private <T> ActorRef<T> listener(Consumer<T> answer) {
        asked++;
        Behavior<T> behavior = Behaviors.receiveMessage(reply -> {
            answer.accept(reply);
            return Behaviors.stopped();
        });
        return line.systemActorOf(behavior, "asked-" + asked, Props.empty());
    }
}
