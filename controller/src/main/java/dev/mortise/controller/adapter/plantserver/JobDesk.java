package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.JobOrders.Job;
import dev.mortise.controller.adapter.plantserver.mapping.JobWords;
import dev.mortise.controller.domain.job.JobAct;
import dev.mortise.controller.domain.job.JobAnswer;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.RackView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Job orders in front of the line's own desk. One act at a time: a limit that two could pass side by side is none. The id
 * of an order is its rack's serial, and a serial is given once, so that an order sent again is not built again.
 */
final class JobDesk {

    /** Open orders the line takes: some weeks of work; what is planned beyond that is the plant's own business. */
    static final int OPEN_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(JobDesk.class);

    /** Twice a serial. */
    private static final int LOGGED_CHARACTERS = 64;

    private final Desk desk;
    private final Board board;
    private final ClearedOrders cleared;
    private final Map<String, Job> taken = new LinkedHashMap<>();
    private final List<Job> justTaken = new ArrayList<>();
    private volatile Runnable afterwards = () -> {};

    /**
     * An order as somebody wants it.
     *
     * @param priority empty when it says nothing of it
     * @param comment what its sender says beside it; may be empty
     * @param notFollowed names of what it asks for beyond a rack of a type
     */
    record Wanted(
            String id, List<String> workMasters, Optional<Integer> priority, String comment, List<String> notFollowed) {
        Wanted {
            workMasters = List.copyOf(workMasters);
            notFollowed = List.copyOf(notFollowed);
        }

        static Wanted order(String id) {
            return new Wanted(id, List.of(), Optional.empty(), "", List.of());
        }

        Wanted saying(String words) {
            return new Wanted(id, workMasters, priority, words, notFollowed);
        }
    }

    /**
     * What the line says of a rack.
     *
     * @param answered false when it could not be asked
     */
    record History(Optional<RackBuild> build, boolean answered) {}

    JobDesk(Desk desk, Board board, ClearedOrders cleared) {
        this.desk = desk;
        this.board = board;
        this.cleared = cleared;
    }

    /** What to do when an act has changed the list, before its caller is answered. */
    void afterwards(Runnable what) {
        afterwards = what;
    }

    /** The orders as the line shows them now, with those it has just taken. */
    JobOrders orders() {
        PlantView view = board.now();
        synchronized (taken) {
            view.racks().forEach(rack -> taken.remove(rack.id()));
            return JobOrders.of(view, taken, cleared.ids());
        }
    }

    /** Orders taken since this was asked last, as they began, however soon they are seen running. */
    List<Job> justTaken() {
        synchronized (taken) {
            List<Job> all = List.copyOf(justTaken);
            justTaken.clear();
            return all;
        }
    }

    Optional<Job> job(String id) {
        return Optional.ofNullable(orders().all().get(id));
    }

    /** Does it or says why not; whatever it is, the log has it. */
    synchronized JobAnswer ask(JobAct act, Optional<Wanted> wanted, String by) {
        Verdict verdict = wanted.map(order -> verdict(act, order, by))
                .orElseGet(() -> new Verdict(JobAnswer.INVALID, JobAnswer.INVALID.words()));
        String id = wanted.map(Wanted::id).map(JobDesk::forTheLog).orElse("(unreadable)");
        if (verdict.answer == JobAnswer.DONE) {
            LOG.info("job order {}: {} by {}", id, JobWords.method(act), by);
            afterwards.run();
        } else {
            LOG.info("job order {}: {} by {} was refused: {}", id, JobWords.method(act), by, verdict.why);
        }
        return verdict.answer;
    }

    /** A client's text must not look like lines of ours, nor fill the disk. */
    private static String forTheLog(String id) {
        String line = id.replaceAll("\\p{Cntrl}", "?");
        return line.length() > LOGGED_CHARACTERS ? line.substring(0, LOGGED_CHARACTERS) + "..." : line;
    }

    private record Verdict(JobAnswer answer, String why) {
        static Verdict of(JobAnswer answer) {
            return new Verdict(answer, answer.words());
        }
    }

    private Verdict verdict(JobAct act, Wanted wanted, String by) {
        Optional<JobAnswer> refusal = act.refusal(orders().state(wanted.id()));
        if (refusal.isPresent()) {
            return Verdict.of(refusal.orElseThrow());
        }
        String reason = wanted.comment().isEmpty() ? JobWords.method(act) + " of its job order" : wanted.comment();
        return switch (act) {
            case STORE -> order(wanted, false, by);
            case STORE_AND_START -> order(wanted, true, by);
            case START -> act(act, wanted, new RackAct.AllowStart(), by);
            case REVOKE_START -> act(act, wanted, new RackAct.RevokeStart(), by);
            case UPDATE -> update(wanted, by);
            case PAUSE -> act(act, wanted, new RackAct.Hold(reason), by);
            case RESUME -> resume(wanted, by);
            case STOP -> act(act, wanted, new RackAct.Abandon(reason, Abandonment.STOP), by);
            case ABORT -> act(act, wanted, new RackAct.Abandon(reason, Abandonment.ABORT), by);
            case CANCEL -> act(act, wanted, new RackAct.Abandon(reason, Abandonment.CANCEL), by);
            case CLEAR -> clear(wanted.id());
        };
    }

    private Verdict act(JobAct act, Wanted wanted, RackAct what, String by) {
        Verdict verdict = answered(desk.act(new RackId(wanted.id()), what, by));
        if (verdict.answer == JobAnswer.DONE) {
            synchronized (taken) {
                taken.computeIfPresent(wanted.id(), (id, job) -> after(act, wanted, job));
            }
        }
        return verdict;
    }

    /** What the line does not show yet, it does not show changed either. */
    private static Job after(JobAct act, Wanted wanted, Job job) {
        return switch (act) {
            case START -> job.in(JobState.ALLOWED_TO_START);
            case REVOKE_START -> job.in(JobState.NOT_ALLOWED_TO_START);
            case UPDATE -> new Job(job.id(), job.workMaster(), wanted.priority().orElse(job.priority()), job.state());
            default -> job;
        };
    }

    /** An order may be interrupted for more reasons than its own hold; these are for people. */
    private Verdict resume(Wanted wanted, String by) {
        boolean held = board.now().racks().stream()
                .filter(rack -> rack.id().equals(wanted.id()))
                .anyMatch(rack -> !rack.wanted().holds().isEmpty());
        return held
                ? act(JobAct.RESUME, wanted, new RackAct.Unhold(), by)
                : new Verdict(JobAnswer.NOT_TAKEN, "the rack itself is not held; what it waits for is for people");
    }

    /** What is not said stays as it is. */
    private Verdict update(Wanted wanted, String by) {
        Optional<Job> job = job(wanted.id());
        if (!wanted.notFollowed().isEmpty()) {
            return notFollowed(wanted);
        }
        boolean another = !wanted.workMasters().isEmpty()
                && !wanted.workMasters()
                        .equals(job.stream().map(Job::workMaster).toList());
        if (another) {
            return new Verdict(JobAnswer.NOT_TAKEN, "the type of a rack stays; cancel the order and send another");
        }
        return wanted.priority()
                .map(priority -> act(JobAct.UPDATE, wanted, new RackAct.Prioritize(priority), by))
                .orElseGet(() -> Verdict.of(JobAnswer.DONE));
    }

    private static Verdict notFollowed(Wanted wanted) {
        return new Verdict(JobAnswer.NOT_TAKEN, "the line does not follow " + String.join(", ", wanted.notFollowed()));
    }

    private Verdict order(Wanted wanted, boolean mayStart, String by) {
        if (wanted.id().isEmpty()) {
            return new Verdict(JobAnswer.INVALID, "it has no JobOrderID");
        }
        if (!wanted.notFollowed().isEmpty()) {
            return notFollowed(wanted);
        }
        if (wanted.workMasters().size() != 1) {
            return new Verdict(
                    JobAnswer.NOT_TAKEN,
                    "it has " + wanted.workMasters().size() + " work masters; one rack type is expected");
        }
        if (orders().open() >= OPEN_MAX) {
            return Verdict.of(JobAnswer.FULL);
        }
        String type = wanted.workMasters().get(0);
        int priority = wanted.priority().orElse(0);
        Verdict verdict = answered(desk.order(new Desk.Order(wanted.id(), type, mayStart, priority), by));
        if (verdict.answer == JobAnswer.DONE) {
            Job job = new Job(
                    wanted.id(), type, priority, mayStart ? JobState.ALLOWED_TO_START : JobState.NOT_ALLOWED_TO_START);
            synchronized (taken) {
                taken.put(wanted.id(), job);
                justTaken.add(job);
            }
        }
        return verdict;
    }

    private static Verdict answered(CompletionStage<Desk.Reply> asked) {
        Optional<Desk.Reply> reply = Asked.await(asked);
        if (reply.isEmpty()) {
            return Verdict.of(JobAnswer.NOT_KNOWN);
        }
        if (reply.orElseThrow() instanceof Desk.Reply.Unanswered unanswered) {
            return new Verdict(JobAnswer.NOT_KNOWN, unanswered.reason());
        }
        return reply.orElseThrow() instanceof Desk.Reply.Refused refused
                ? new Verdict(JobAnswer.NOT_TAKEN, refused.reason())
                : Verdict.of(JobAnswer.DONE);
    }

    private Verdict clear(String id) {
        try {
            cleared.add(id, board.now().racks().stream().map(RackView::id).collect(Collectors.toSet()));
            return Verdict.of(JobAnswer.DONE);
        } catch (IOException e) {
            return new Verdict(JobAnswer.NOT_TAKEN, "cannot be noted: " + e.getMessage());
        }
    }

    History history(String id) {
        return Asked.await(desk.record(new RackId(id)))
                .map(build -> new History(build, true))
                .orElseGet(() -> new History(Optional.empty(), false));
    }
}
