package dev.mortise.controller.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.port.PlantView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** One run from one seed: trouble for a while, then calm, then everything has to be finished and true. */
final class Run {

    private static final Duration TROUBLE = Duration.ofSeconds(90);

    /** After the last fault every rack moves on: the longest chain of questions and rework takes a third of it. */
    private static final Duration CALM = Duration.ofSeconds(400);

    private static final Duration READ_WITHIN = Duration.ofSeconds(2);

    /** Longer together than a pause, a lease and a start. */
    private static final int READS = 10;

    /** What came of it. */
    record Verdict(
            long seed, List<String> violations, long trace, int effects, List<String> notes, List<String> faults) {
        boolean good() {
            return violations.isEmpty();
        }
    }

    private final FaultPlan plan;
    private final List<String> struck = new ArrayList<>();
    private final Kernel kernel;
    private final World world;
    private final Conditions conditions;
    private final Fleet fleet;
    private final SimulatedLine line;

    static {
        // an actor that stops says so at length
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    }

    private Run(FaultPlan plan, Bug bug) {
        this.plan = plan;
        kernel = new Kernel(plan.seed());
        world = new World(kernel, bug, SmallLine.type(Bug.NONE).plan());
        conditions = Conditions.drawn(kernel, plan.seed());
        fleet = Fleet.drawn(plan.seed());
        line = new SimulatedLine(world, conditions, fleet);
    }

    static Verdict of(long seed, Bug bug) {
        return of(FaultPlan.of(seed), bug);
    }

    static Verdict of(FaultPlan plan, Bug bug) {
        Run run = new Run(plan, bug);
        try {
            run.run();
        } catch (RuntimeException e) {
            run.world.violate("the simulation broke off: " + e);
        }
        run.line.close();
        return new Verdict(
                plan.seed(),
                run.world.violations(),
                run.kernel.trace(),
                run.world.effects().size(),
                run.kernel.notes(),
                List.copyOf(run.struck));
    }

    private void run() {
        line.starts();
        RackTrouble trouble = new RackTrouble(plan.seed(), conditions.racks());
        RackPerson racks = new RackPerson(world, line::station, trouble);
        Person person = new Person(world, line::station, racks);
        person.begins();
        for (int i = 1; i <= conditions.racks(); i++) {
            person.orders("R-" + i);
        }
        nowAndThen("kill", 1, conditions.killSeconds(), line::killController);
        nowAndThen("cut", 1, conditions.cutSeconds(), line::cutSomething);
        nowAndThen("restart", 1, conditions.restartSeconds(), line::restartSomePlc);
        nowAndThen("robot", 1, conditions.robotRestartSeconds(), line::restartSomeRobot);
        nowAndThen(
                "hold",
                1,
                conditions.holdSeconds(),
                () -> person.holds(
                        line.cells().get(kernel.chance.nextInt(line.cells().size()))));
        onRacks("hold-rack", 1, trouble, trouble.holdSeconds(), racks::holdsSome);
        onRacks("abandon-rack", 1, trouble, trouble.abandonSeconds(), racks::abandonsSome);
        onRacks("keep-rack", 1, trouble, trouble.keepSeconds(), racks::keepsSomeFromStarting);
        nowAndThen("pause", 1, fleet.pauseSeconds(), line::pauseSomeProcess);
        nowAndThen("cut-off", 1, fleet.cutOffSeconds(), line::cutSomeProcessOff);
        kernel.runUntil(TROUBLE);
        line.calm();
        Duration end = TROUBLE;
        while (world.violations().isEmpty() && !allFinished() && end.compareTo(TROUBLE.plus(CALM)) < 0) {
            end = end.plusSeconds(5);
            kernel.runUntil(end);
        }
        judge();
    }

    private void nowAndThen(String kind, int number, int meanSeconds, Runnable trouble) {
        if (meanSeconds > 0) {
            kernel.after(kernel.between(100, meanSeconds * 2_000L), () -> {
                if (strikes(kind + "-" + number, trouble)) {
                    nowAndThen(kind, number + 1, meanSeconds, trouble);
                }
            });
        }
    }

    private void onRacks(String kind, int number, RackTrouble when, int meanSeconds, Runnable trouble) {
        if (meanSeconds > 0) {
            kernel.after(when.between(100, meanSeconds * 2_000L), () -> {
                if (strikes(kind + "-" + number, trouble)) {
                    onRacks(kind, number + 1, when, meanSeconds, trouble);
                }
            });
        }
    }

    /** False when the time for it is over. */
    private boolean strikes(String fault, Runnable trouble) {
        boolean inTime = kernel.elapsed().compareTo(TROUBLE) < 0;
        if (inTime && plan.strikes(fault)) {
            struck.add(fault);
            trouble.run();
        }
        return inTime;
    }

    /** Released, or given up and gone. */
    private boolean allFinished() {
        List<PlantView.RackView> racks = line.racks();
        return racks.size() == conditions.racks()
                && racks.stream()
                        .allMatch(rack -> rack.released()
                                || (rack.finished() && rack.place().isEmpty()));
    }

    /** Whether all racks were finished, and whether the records tell what happened, no more and no less. */
    private void judge() {
        if (!allFinished()) {
            world.violate("not finished " + CALM.toSeconds() + " s after the last fault: "
                    + line.station()
                            .map(station -> station.panel().now().racks().stream()
                                    .map(rack -> rack.id() + " " + rack.why())
                                    .toList()
                                    .toString())
                            .orElse("no controller"));
            return;
        }
        List<RackBuild> records = records();
        if (records.size() != conditions.racks()
                || records.stream()
                        .anyMatch(build -> build.released().isPresent()
                                == build.abandoned().isPresent())) {
            world.violate("records of " + records.size() + " racks can be read, " + conditions.racks()
                    + " were either released or given up");
        }
        records.forEach(build ->
                world.standstills.judge(build.id().value(), build.released().isPresent()));
        Set<String> recorded = new HashSet<>();
        records.forEach(build -> reports(build).forEach(report -> {
            String id = report.command().value();
            recorded.add(id);
            if (report.outcome() == StepReport.Outcome.OK
                    && leavesAnEffect(build, report)
                    && world.effectOf(id).isEmpty()) {
                world.violate(id + " is recorded as done and never happened");
            }
        }));
        world.effects().forEach((id, what) -> {
            if (!what.equals("rack.move") && !recorded.contains(id)) {
                world.violate(id + " happened and no record tells of it");
            }
        });
    }

    /** As people read them: who is not answered, by a controller that sleeps or is followed just now, asks again. */
    private List<RackBuild> records() {
        List<RackBuild> records = List.of();
        for (int asked = 0; asked < READS && records.size() < conditions.racks(); asked++) {
            List<RackBuild> answered = new ArrayList<>();
            line.read(answered::add);
            kernel.runUntil(kernel.elapsed().plus(READ_WITHIN));
            records = answered;
        }
        return records;
    }

    private static Stream<StepReport> reports(RackBuild build) {
        return build.plan().operations().stream()
                .flatMap(operation -> build.attempts(operation.id()).stream())
                .flatMap(attempt -> attempt.steps().stream());
    }

    private static boolean leavesAnEffect(RackBuild build, StepReport report) {
        String operation = report.command().value().split("/", -1)[1];
        return Stream.concat(
                        build.operation(new OperationId(operation)).steps().stream(),
                        build.operation(new OperationId(operation)).undo().stream())
                .filter(step -> step.id().equals(report.step()))
                .map(Step::kind)
                .noneMatch("move"::equals);
    }
}
