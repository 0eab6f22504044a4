package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.Standing;
import dev.mortise.controller.domain.rack.Validity;
import dev.mortise.controller.domain.rack.Work;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the line has to know of a rack to give it work.
 *
 * @param due work in plan order that needs a cell
 * @param abandoned how it was given up; empty when it was not
 * @param waits why nothing is due, nothing runs and it is not finished, or why its history cannot be read; empty otherwise
 */
public record RackNeeds(
        List<Due> due, boolean running, boolean released, Optional<Abandonment> abandoned, Optional<Cause> waits) {

    /** Nothing is known of it yet: nobody begins anything with it or moves it. */
    static final RackNeeds UNHEARD = new RackNeeds(List.of(), true, false, Optional.empty(), Optional.empty());

    /** One due work and what a cell must be able to do for it. */
    public record Due(Work work, Set<String> capabilities) {
        public Due {
            capabilities = Set.copyOf(capabilities);
        }
    }

    public RackNeeds {
        due = List.copyOf(due);
    }

    public static RackNeeds of(RackBuild build) {
        Standing standing = build.standing();
        boolean standsStill = build.standstill().isPresent();
        List<Due> due = standing.due().stream()
                .filter(work -> !standsStill)
                .map(work -> new Due(work, build.operation(work.operation()).capabilities()))
                .filter(work -> !work.capabilities().isEmpty())
                .toList();
        boolean running = build.running().isPresent();
        boolean released = build.released().isPresent();
        boolean over = released || build.abandoned().isPresent();
        return new RackNeeds(
                due,
                running,
                released,
                build.abandoned().map(RackEvent.RackAbandoned::how),
                due.isEmpty() && !running && !over ? Optional.of(waits(build, standing)) : Optional.empty());
    }

    /** Of a rack whose history cannot be read: something may run in it, so that nobody begins anything with it or moves it. */
    public static RackNeeds unreadable(Cause damage) {
        return new RackNeeds(List.of(), true, false, Optional.empty(), Optional.of(damage));
    }

    /** The same when it was told to begin something, and may have. */
    public RackNeeds beginning() {
        return new RackNeeds(due, true, released, abandoned, Optional.empty());
    }

    /** The same while it may not enter the line. */
    RackNeeds notAllowed(Cause cause) {
        return running || over() || damage().isPresent()
                ? this
                : new RackNeeds(List.of(), false, false, Optional.empty(), Optional.of(cause));
    }

    /** Nothing will be done to it any more: it leaves as soon as nothing runs. */
    boolean over() {
        return released || abandoned.isPresent();
    }

    /** Why its history cannot be read; empty when it can. */
    Optional<Cause> damage() {
        return waits.filter(cause -> cause.kind() == Kind.JOURNAL_DAMAGED);
    }

    /** As a shell takes it. */
    private static String word(String choice) {
        return choice.contains(" ") ? '"' + choice + '"' : choice;
    }

    private static Cause held(String rack, List<RackEvent.RackHeld> holds) {
        String who = holds.stream()
                .map(hold -> "held by " + hold.by() + ": " + hold.reason())
                .collect(Collectors.joining("; "));
        return Cause.root(Kind.HELD, rack, who, "mortise unhold " + rack + ", when its reason is gone");
    }

    private static Cause waits(RackBuild build, Standing standing) {
        String rack = build.id().value();
        if (!build.holds().isEmpty()) {
            return held(rack, build.holds());
        }
        Optional<Cause> question = build.questions().stream()
                .findFirst()
                .map(asked -> Cause.root(
                        Kind.QUESTION_OPEN,
                        rack,
                        "question " + asked.question() + " is open: " + asked.text(),
                        "mortise answer " + asked.question() + " "
                                + asked.choices().stream().map(RackNeeds::word).collect(Collectors.joining("|"))));
        return question.orElseGet(() -> build.plan().operations().stream()
                .filter(operation -> standing.validity(operation.id()) != Validity.VALID)
                .findFirst()
                .map(operation -> Cause.root(
                        Kind.NEEDS,
                        rack,
                        operation.id() + " " + standing.why(operation),
                        "the evidence that it needs becomes valid"))
                .orElseGet(() -> Cause.root(Kind.PROGRESS, rack, "its release is being recorded", "")));
    }
}
