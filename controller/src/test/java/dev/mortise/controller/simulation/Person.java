package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Somebody at the panel: answers truthfully what is asked, releases what the plant holds, and holds cells of their own. */
final class Person {

    private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);
    private final World world;
    private final Supplier<Optional<Station>> controller;
    private final RackPerson racks;
    private final Set<CellId> own = new HashSet<>();
    private final Set<String> ordered = new HashSet<>();

    /** What a person sees and uses of one life of the controller. */
    record Station(PanelDesk desk, Panel panel, Kernel.Life life) {}

    Person(World world, Supplier<Optional<Station>> controller, RackPerson racks) {
        this.world = world;
        this.controller = controller;
        this.racks = racks;
    }

    void begins() {
        world.kernel.after(LOOKS_EVERY, () -> {
            controller.get().ifPresent(this::attend);
            controller.get().ifPresent(racks::attends);
            begins();
        });
    }

    /** Orders until it is told that the order is taken. */
    void orders(String rack) {
        Optional<Station> station = controller.get();
        if (!ordered.contains(rack)) {
            station.ifPresent(now -> now.desk().order(rack, reply -> {
                if (taken(reply)) {
                    ordered.add(rack);
                }
            }));
            world.kernel.after(Duration.ofSeconds(3), () -> orders(rack));
        }
    }

    private static boolean taken(Desk.Reply reply) {
        if (reply instanceof Desk.Reply.Refused refused) {
            return refused.reason().contains("used already");
        }
        return true;
    }

    private void attend(Station station) {
        PlantView now = station.panel().now();
        for (PlantView.QuestionView question : now.questions()) {
            String choice = choice(question);
            world.kernel.note("answers " + choice + " to " + question.id());
            station.desk().answer(question, choice);
        }
        for (PlantView.CellView view : now.cells()) {
            CellId cell = new CellId(view.id());
            if (view.unitState().equals("ABORTED")) {
                station.desk().clear(cell);
            }
            if (!view.holds().isEmpty() && !own.contains(cell)) {
                station.desk().unhold(cell);
            }
        }
    }

    /** A doubt is answered by looking at the steel, everything else with the first choice. */
    private String choice(PlantView.QuestionView question) {
        List<String> words =
                question.choices().stream().map(PlantView.Choice::word).toList();
        if (!words.contains("done")) {
            return words.get(0);
        }
        return question.facts().stream()
                        .filter(fact -> fact.contains(", command "))
                        .map(fact -> fact.substring(fact.lastIndexOf(", command ") + ", command ".length()))
                        .anyMatch(command -> world.effectOf(command).isPresent())
                ? "done"
                : "not-done";
    }

    /** Holds a cell for a while. */
    void holds(CellId cell) {
        if (own.contains(cell)) {
            return;
        }
        controller.get().ifPresent(station -> {
            own.add(cell);
            if (world.bug == Bug.DESK_ANSWERS_TOO_EARLY) {
                world.holdTold(cell);
                station.life()
                        .after(Duration.ofMillis(400), () -> station.desk().hold(cell, reply -> {}));
            } else {
                station.desk().hold(cell, reply -> {
                    if (reply instanceof Desk.Reply.Accepted && own.contains(cell)) {
                        world.holdTold(cell);
                    }
                });
            }
            world.kernel.after(world.kernel.between(3_000, 15_000), () -> takesBack(cell));
        });
    }

    private void takesBack(CellId cell) {
        own.remove(cell);
        world.holdTakenBack(cell);
    }
}
