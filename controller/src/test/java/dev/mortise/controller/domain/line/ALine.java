package dev.mortise.controller.domain.line;

import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackCommand;
import dev.mortise.controller.domain.rack.RackDecision;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The shipped line without any machine: decisions only; a test says when works end and how. */
final class ALine {

    private static final Configuration SHIPPED = Configuration.load(Path.of("src/main/dist/conf/mortise.yaml"))
            .value()
            .orElseThrow();
    static final PlantSpec PLANT = SHIPPED.plant();
    static final RackType NVL72 =
            Optional.ofNullable(SHIPPED.types().get("nvl72")).orElseThrow();

    LineState line = LineState.EMPTY;
    final Map<RackId, RackBuild> racks = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    /** What stands in a cell's way. */
    final Map<CellId, Cause> trouble = new HashMap<>();

    final Map<CellId, Task> busy = new HashMap<>();
    /** Needs follow from a build; to compute them anew for racks that did not change would take most of the time. */
    private final Map<RackId, RackNeeds> known = new HashMap<>();

    private long second;

    /** What a cell has in hand: work on a rack, or its transport. */
    record Task(RackId rack, Optional<Work> work, int attempt) {}

    ALine order(int count) {
        for (int i = 1; i <= count; i++) {
            RackId id = new RackId("R-" + (100 + i));
            line = line.apply(new LineEvent.RackAdmitted(id, "nvl72", "planner", now()));
            racks.put(id, RackBuild.of(id, NVL72.plan()));
            tell(id, new RackCommand.Order("nvl72", "1", "anna", now()));
        }
        return this;
    }

    private Instant now() {
        return Instant.EPOCH.plusSeconds(++second);
    }

    ALine held(CellId cell, String reason) {
        trouble.put(
                cell, Cause.root(Cause.Kind.HELD, cell.value(), "held by anna: " + reason, "mortise unhold " + cell));
        return this;
    }

    RackBuild rack(RackId id) {
        return Optional.ofNullable(racks.get(id)).orElseThrow();
    }

    void tell(RackId id, RackCommand command) {
        known.remove(id);
        RackDecision decision = rack(id).decide(command);
        if (decision instanceof RackDecision.Refused refused) {
            throw new AssertionError(id + " refused: " + refused.reason());
        }
        racks.put(id, rack(id).applyAll(((RackDecision.Accepted) decision).events()));
    }

    Dispatch dispatch() {
        Map<RackId, RackNeeds> needs = new HashMap<>();
        racks.forEach((id, build) -> needs.put(id, known.computeIfAbsent(id, key -> RackNeeds.of(build))));
        Map<CellId, CellStatus> cells = new HashMap<>();
        PLANT.allCells().forEach(cell -> {
            Optional<Cause> cause = Optional.ofNullable(trouble.get(cell.id()));
            cells.put(cell.id(), new CellStatus(cause, busy.containsKey(cell.id())));
        });
        return new Dispatch(PLANT, line, needs, cells);
    }

    /** Carries out everything the line decides until it decides nothing more. */
    void decide() {
        racks.keySet().forEach(id -> {
            if (!known.containsKey(id) && rack(id).released().isEmpty()) {
                tell(id, new RackCommand.Settle(now()));
            }
        });
        for (List<LineDecision> decisions = dispatch().decide();
                !decisions.isEmpty();
                decisions = dispatch().decide()) {
            decisions.forEach(this::carryOut);
        }
    }

    private void carryOut(LineDecision decision) {
        if (decision instanceof LineDecision.Begin begin) {
            tell(begin.rack(), new RackCommand.Start(begin.work(), begin.cell(), now()));
            int attempt = rack(begin.rack()).running().orElseThrow().attempt();
            take(begin.cell(), new Task(begin.rack(), Optional.of(begin.work()), attempt));
        } else if (decision instanceof LineDecision.Move move) {
            int number = Optional.ofNullable(line.racks().get(move.rack()))
                            .map(LineState.OnLine::moves)
                            .orElse(0)
                    + 1;
            line = line.apply(new LineEvent.MoveStarted(move.rack(), move.from(), move.to(), number, now()));
            take(PLANT.transporter().id(), new Task(move.rack(), Optional.empty(), number));
        } else if (decision instanceof LineDecision.Leave leave) {
            line = line.apply(leave.abandoned()
                    .<LineEvent>map(how -> new LineEvent.AbandonedRackLeft(leave.rack(), how, now()))
                    .orElseGet(() -> new LineEvent.RackLeft(leave.rack(), now())));
        }
    }

    private void take(CellId cell, Task task) {
        Task before = busy.put(cell, task);
        if (before != null) {
            throw new AssertionError(cell + " was given " + task + " while it has " + before);
        }
    }

    /** A cell's task ends; an empty failure is success. */
    void end(CellId cell, String failure, Map<String, String> reports) {
        Task task = Optional.ofNullable(busy.remove(cell)).orElseThrow();
        if (task.work().isEmpty()) {
            line = line.apply(new LineEvent.MoveEnded(task.rack(), task.attempt(), now()));
            return;
        }
        Work work = task.work().orElseThrow();
        Operation operation = rack(task.rack()).operation(work.operation());
        List<Step> steps = work.kind() == Work.Kind.UNDO ? operation.undo() : operation.steps();
        List<StepReport> done = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            boolean fails = i == steps.size() - 1 && !failure.isEmpty();
            done.add(report(task, steps.get(i), fails ? failure : "", reports));
        }
        tell(task.rack(), new RackCommand.Finish(work, task.attempt(), cell, done, "", now(), true));
    }

    void interrupt(CellId cell) {
        Task task = Optional.ofNullable(busy.remove(cell)).orElseThrow();
        if (task.work().isEmpty()) {
            line = line.apply(new LineEvent.MoveFailed(task.rack(), task.attempt(), "station fault", now()));
        } else {
            Work work = task.work().orElseThrow();
            tell(
                    task.rack(),
                    new RackCommand.Finish(work, task.attempt(), cell, List.of(), "station fault: tool", now(), true));
        }
    }

    private static StepReport report(Task task, Step step, String failure, Map<String, String> reports) {
        List<Measurement> measurements = step.limits().stream()
                .map(limit -> new Measurement(limit.measurement(), within(limit), limit.unit()))
                .toList();
        return new StepReport(
                step.id(),
                new CommandId(task.rack() + "/" + task.attempt() + "/" + step.id()),
                failure.isEmpty() ? StepReport.Outcome.OK : StepReport.Outcome.PART_FAILURE,
                failure,
                measurements,
                reports,
                Optional.empty());
    }

    private static double within(Limit limit) {
        return limit.low().or(limit::high).orElse(0.0);
    }

    Optional<PlaceId> place(RackId id) {
        return Optional.ofNullable(line.racks().get(id)).flatMap(LineState.OnLine::place);
    }

    boolean empty() {
        return line.racks().isEmpty();
    }
}
