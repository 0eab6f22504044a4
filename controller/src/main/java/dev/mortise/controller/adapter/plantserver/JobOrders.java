package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.port.JobStates;
import dev.mortise.controller.port.PlantView;
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

    /** One order. */
    record Job(String id, String workMaster, int priority, JobState state) {
        Job in(JobState other) {
            return new Job(id, workMaster, priority, other);
        }
    }

    JobOrders {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /**
     * The orders of this moment.
     *
     * @param taken orders that the line has taken and does not show yet
     * @param cleared those that somebody wants to see no more
     */
    static JobOrders of(PlantView view, Map<String, Job> taken, Set<String> cleared) {
        Map<String, Job> all = new LinkedHashMap<>();
        for (RackView rack : view.racks()) {
            Job job = new Job(rack.id(), rack.type(), rack.wanted().priority(), JobStates.of(rack, view));
            boolean unwanted = job.state().over() && cleared.contains(job.id());
            if (!unwanted && !cancelled(rack)) {
                all.put(job.id(), job);
            }
        }
        taken.forEach(all::putIfAbsent);
        return new JobOrders(all);
    }

    /** It leaves the list without having run. */
    private static boolean cancelled(RackView rack) {
        return rack.wanted().abandoned().equals(Optional.of(Abandonment.CANCEL));
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
                    .forEach(state -> became.add(job.in(state)));
        }
        return became;
    }
}
