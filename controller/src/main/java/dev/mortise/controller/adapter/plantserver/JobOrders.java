package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.PlantView.RackView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The racks of a view as job orders, by their ids. An order is a rack: its serial is the id, its type the work master. */
record JobOrders(Map<String, Job> all) {

    static final JobOrders NONE = new JobOrders(Map.of());

    /** States of a unit that does not go on by itself, or will not without somebody's doing. */
    private static final Set<String> AT_REST =
            Set.of("UNKNOWN", "HOLDING", "HELD", "SUSPENDING", "SUSPENDED", "ABORTING", "ABORTED");

    /** One order. */
    record Job(String id, String workMaster, JobState state) {}

    JobOrders {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /**
     * The orders of this moment.
     *
     * @param taken orders that the line has taken and does not show yet, each with its work master
     * @param cleared those that somebody wants to see no more
     */
    static JobOrders of(PlantView view, Map<String, String> taken, Set<String> cleared) {
        Map<String, Job> all = new LinkedHashMap<>();
        for (RackView rack : view.racks()) {
            Job job = new Job(rack.id(), rack.type(), state(rack, view));
            if (!(job.state().over() && cleared.contains(job.id()))) {
                all.put(job.id(), job);
            }
        }
        taken.forEach((id, type) -> all.putIfAbsent(id, new Job(id, type, JobState.ALLOWED_TO_START)));
        return new JobOrders(all);
    }

    private static JobState state(RackView rack, PlantView view) {
        if (rack.released()) {
            return JobState.ENDED;
        }
        if (rack.place().isEmpty()) {
            return JobState.ALLOWED_TO_START;
        }
        boolean asked = view.questions().stream()
                .anyMatch(question -> question.subject().equals(rack.id()));
        boolean atRest = view.cells().stream()
                .filter(cell -> cell.rack().equals(Optional.of(rack.id())))
                .anyMatch(JobOrders::atRest);
        boolean damaged = rack.cause().kind() == Cause.Kind.JOURNAL_DAMAGED;
        return asked || atRest || damaged ? JobState.INTERRUPTED : JobState.RUNNING;
    }

    private static boolean atRest(CellView cell) {
        return !cell.holds().isEmpty() || !cell.link().equals("UP") || AT_REST.contains(cell.unitState());
    }

    /** With these, where they are not there yet. */
    JobOrders with(List<Job> more) {
        Map<String, Job> both = new LinkedHashMap<>(all);
        more.forEach(job -> both.putIfAbsent(job.id(), job));
        return new JobOrders(both);
    }

    Optional<JobState> state(String id) {
        return Optional.ofNullable(all.get(id)).map(Job::state);
    }

    long open() {
        return all.values().stream().filter(job -> !job.state().over()).count();
    }

    /** Every transition since then, in order; an order that was not there then has made none. */
    List<Job> since(JobOrders before) {
        List<Job> became = new ArrayList<>();
        for (Job job : all.values()) {
            before.state(job.id())
                    .map(then -> then.way(job.state()))
                    .orElse(List.of())
                    .forEach(state -> became.add(new Job(job.id(), job.workMaster(), state)));
        }
        return became;
    }
}
