package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.Standing;
import dev.mortise.controller.domain.rack.Validity;
import dev.mortise.controller.domain.rack.Work;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the line has to know of a rack to give it work.
 *
 * @param due work in plan order that needs a cell
 * @param waitsFor one sentence when nothing is due, nothing runs and it is not released; empty otherwise
 */
public record RackNeeds(List<Due> due, boolean running, boolean released, String waitsFor) {

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
        List<Due> due = standing.due().stream()
                .map(work -> new Due(work, build.operation(work.operation()).capabilities()))
                .filter(work -> !work.capabilities().isEmpty())
                .toList();
        boolean running = build.running().isPresent();
        boolean released = build.released().isPresent();
        return new RackNeeds(
                due, running, released, due.isEmpty() && !running && !released ? waits(build, standing) : "");
    }

    private static String waits(RackBuild build, Standing standing) {
        Optional<String> question = build.questions().stream()
                .findFirst()
                .map(asked -> "question " + asked.question() + " is open: " + asked.text());
        return question.orElseGet(() -> build.plan().operations().stream()
                .filter(operation -> standing.validity(operation.id()) != Validity.VALID)
                .findFirst()
                .map(operation -> operation.id() + " " + standing.why(operation))
                .orElse("its release is being recorded"));
    }
}
