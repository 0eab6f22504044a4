package dev.mortise.controller.actor;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.line.Dispatch;
import dev.mortise.controller.domain.line.LineEvent;
import dev.mortise.controller.domain.line.LineState;
import dev.mortise.controller.domain.line.Why;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Standing;
import dev.mortise.controller.domain.rack.Validity;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the racks on the board, when what there is to see has changed. */
final class LineFace {

    /** Racks that have left stay in sight for a while: about a week of a line. Older ones are found by their serial. */
    private static final int GONE_SHOWN_MAX = 100;

    private static final String LEFT = "released and gone";
    private static final String GIVEN_UP = "given up and gone; its record has what was found";

    private final Board board;
    private final Map<String, RackType> types;
    private int gone;
    private final Map<RackId, PlantView.RackView> shown = new HashMap<>();
    private final Map<RackId, List<PlantView.QuestionView>> asked = new HashMap<>();

    LineFace(Board board, Map<String, RackType> types) {
        this.board = board;
        this.types = types;
    }

    void show(LineState line, Dispatch dispatch, Map<RackId, RackBuild> builds) {
        showGone(line);
        Why why = new Why(dispatch);
        line.racks()
                .forEach((id, onLine) -> Optional.ofNullable(builds.get(id)).ifPresent(build -> {
                    show(id, view(onLine, build, why.rack(id)));
                    List<PlantView.QuestionView> questions = build.questions().stream()
                            .map(asked -> question(id, asked))
                            .toList();
                    if (!questions.equals(asked.put(id, questions))) {
                        board.questions(id.value(), questions);
                    }
                }));
        line.racks()
                .forEach((id, onLine) ->
                        dispatch.damage(id).ifPresent(damage -> show(id, unreadable(id, onLine, damage))));
        if (dispatch.knowsAll()) {
            board.caughtUp();
        }
    }

    private void show(RackId id, PlantView.RackView view) {
        if (!view.equals(shown.put(id, view))) {
            board.put(view);
        }
    }

    /** What is known of them without their histories: nothing leaves that is not finished. */
    private void showGone(LineState line) {
        if (gone == line.gone().size()) {
            return;
        }
        gone = line.gone().size();
        shown.keySet().removeAll(line.gone().keySet());
        asked.keySet().removeAll(line.gone().keySet());
        board.gone(
                line.gone().entrySet().stream()
                        .skip(Math.max(0, gone - GONE_SHOWN_MAX))
                        .map(rack -> left(rack.getKey(), rack.getValue()))
                        .toList(),
                gone,
                (int) line.gone().values().stream()
                        .filter(rack -> rack.abandoned().isPresent())
                        .count());
    }

    private int operations(String type) {
        return Optional.ofNullable(types.get(type))
                .map(known -> known.plan().operations().size())
                .orElse(0);
    }

    /** Listed where the line has it; nothing is known of what was done to it. */
    private PlantView.RackView unreadable(RackId rack, LineState.OnLine onLine, Cause damage) {
        return new PlantView.RackView(
                rack.value(),
                onLine.type(),
                place(onLine),
                0,
                0,
                0,
                0,
                0,
                operations(onLine.type()),
                "",
                false,
                wanted(onLine, List.of(), Optional.empty(), Optional.empty()),
                damage.text(),
                damage);
    }

    private PlantView.RackView left(RackId rack, LineState.Gone gone) {
        int operations = operations(gone.type());
        boolean released = gone.abandoned().isEmpty();
        String why = released ? LEFT : GIVEN_UP;
        return new PlantView.RackView(
                rack.value(),
                gone.type(),
                "",
                0,
                0,
                released ? operations : 0,
                0,
                0,
                operations,
                "",
                released,
                new PlantView.Wanted(true, 0, List.of(), gone.abandoned()),
                why,
                Cause.root(released ? Cause.Kind.DONE : Cause.Kind.ABANDONED, rack.value(), why, ""));
    }

    private static PlantView.Wanted wanted(
            LineState.OnLine onLine,
            List<RackEvent.RackHeld> holds,
            Optional<Abandonment> abandoned,
            Optional<PlantView.Ordered> ordered) {
        return new PlantView.Wanted(
                onLine.notAllowed().isEmpty(),
                onLine.priority(),
                holds.stream()
                        .map(hold -> hold.reason() + " (" + hold.by() + ")")
                        .toList(),
                abandoned,
                ordered);
    }

    private static Optional<PlantView.Ordered> ordered(RackBuild build) {
        return build.ordered().map(order -> new PlantView.Ordered(order.by(), order.at()));
    }

    private static PlantView.RackView view(LineState.OnLine onLine, RackBuild build, Cause why) {
        Standing standing = build.standing();
        Map<Validity, Integer> counts = standing.counts();
        int due = standing.due().size();
        return new PlantView.RackView(
                build.id().value(),
                onLine.type(),
                place(onLine),
                due,
                counts.getOrDefault(Validity.MISSING, 0) - Math.min(due, counts.getOrDefault(Validity.MISSING, 0)),
                counts.getOrDefault(Validity.VALID, 0),
                counts.getOrDefault(Validity.VOID, 0),
                counts.getOrDefault(Validity.FAILED, 0),
                build.plan().operations().size(),
                build.running()
                        .map(started -> started.work() + ", attempt " + started.attempt())
                        .orElse(""),
                build.released().isPresent(),
                wanted(onLine, build.holds(), build.abandoned().map(RackEvent.RackAbandoned::how), ordered(build)),
                why.text(),
                why);
    }

    private static String place(LineState.OnLine onLine) {
        return onLine.move()
                .map(LineEvent.MoveStarted::to)
                .map(to -> "→ " + to)
                .or(() -> onLine.place().map(PlaceId::value))
                .orElse("");
    }

    private static PlantView.QuestionView question(RackId rack, RackEvent.QuestionAsked asked) {
        return new PlantView.QuestionView(
                asked.question(),
                rack.value(),
                asked.text(),
                asked.facts(),
                asked.choices().stream()
                        .map(choice -> new PlantView.Choice(choice, consequence(choice)))
                        .toList(),
                Act.RUN,
                asked.at());
    }

    private static String consequence(String choice) {
        return choice.equals("retry")
                ? "the operation is tried once more"
                : "the operation is undone and done again, and all that rests on it falls void";
    }
}
