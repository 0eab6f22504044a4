package dev.mortise.controller.adapter.record;

import dev.mortise.controller.domain.process.Curve;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.Standing;
import dev.mortise.controller.domain.rack.Validity;
import dev.mortise.controller.domain.rack.Waiver;
import dev.mortise.controller.domain.rack.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The as-built record of one rack: every attempt at every operation, with all evidence and what it is worth.
 *
 * @param schema name and version of this form
 * @param simulated true when any of it comes from simulated equipment
 * @param abandoned who gave the rack up, how and why; empty when nobody did
 * @param hash SHA-256 over all evidence at the release; empty before it
 */
public record AsBuilt(
        String schema,
        String rack,
        String type,
        String revision,
        boolean simulated,
        String orderedBy,
        Optional<Instant> orderedAt,
        Optional<Instant> releasedAt,
        Optional<GivenUp> abandoned,
        String hash,
        List<OperationRecord> operations) {

    public static final String SCHEMA = "mortise.as-built.v1";

    public AsBuilt {
        operations = List.copyOf(operations);
    }

    /**
     * A rack is given up: it is never released.
     *
     * @param how STOP, ABORT or CANCEL
     */
    public record GivenUp(String how, String by, String reason, Instant at) {}

    /**
     * One operation of the plan.
     *
     * @param template the same for every slot
     * @param due true when it may be done now
     * @param why why its evidence does not count; empty when it does
     * @param waivable whether two persons may accept its failed evidence
     * @param waivers of failed evidence, proposed or granted; those of attempts before the newest count no more
     * @param needs operations whose valid evidence it rests on, in alphabetical order
     */
    public record OperationRecord(
            String id,
            String template,
            int number,
            String title,
            String validity,
            boolean due,
            String why,
            List<String> needs,
            boolean waivable,
            List<WaiverRecord> waivers,
            List<Attempt> attempts) {
        public OperationRecord {
            needs = List.copyOf(needs);
            waivers = List.copyOf(waivers);
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * Failed evidence that persons accept as it is.
     *
     * @param grantedBy empty as long as nobody has
     * @param words the same as a sentence
     */
    public record WaiverRecord(
            int attempt,
            String reason,
            String proposedBy,
            Optional<String> grantedBy,
            Optional<Instant> grantedAt,
            String words) {}

    /**
     * One attempt.
     *
     * @param kind DO or UNDO
     * @param restsOn attempt of each operation whose evidence it rests on
     */
    public record Attempt(
            int attempt,
            String kind,
            String verdict,
            String reason,
            String cell,
            Instant startedAt,
            Instant finishedAt,
            boolean simulated,
            Map<String, Integer> restsOn,
            List<StepRecord> steps) {
        public Attempt {
            restsOn = Map.copyOf(restsOn);
            steps = List.copyOf(steps);
        }
    }

    /** One step, by the command that was carried out for it. */
    public record StepRecord(
            String step,
            String command,
            String outcome,
            String reason,
            List<Measured> measurements,
            Map<String, String> reports,
            Optional<Curve> curve) {
        public StepRecord {
            measurements = List.copyOf(measurements);
            reports = Map.copyOf(reports);
        }
    }

    /**
     * One measured value and what it was judged by.
     *
     * @param within true without a limit
     * @param assumed true when the limit has no public source
     */
    public record Measured(
            String name,
            double value,
            String unit,
            Optional<Double> low,
            Optional<Double> high,
            boolean assumed,
            boolean within) {}

    public static AsBuilt of(RackBuild build) {
        Standing standing = build.standing();
        Set<OperationId> due = standing.due().stream().map(Work::operation).collect(Collectors.toSet());
        List<OperationRecord> operations = build.plan().operations().stream()
                .map(operation -> operation(build, standing, operation, due.contains(operation.id())))
                .toList();
        boolean simulated = build.plan().operations().stream()
                .flatMap(operation -> build.attempts(operation.id()).stream())
                .anyMatch(Evidence::simulated);
        return new AsBuilt(
                SCHEMA,
                build.id().value(),
                build.ordered().map(RackEvent.RackOrdered::type).orElse(""),
                build.ordered().map(RackEvent.RackOrdered::revision).orElse(""),
                simulated,
                build.ordered().map(RackEvent.RackOrdered::by).orElse(""),
                build.ordered().map(RackEvent.RackOrdered::at),
                build.released().map(RackEvent.RackReleased::at),
                build.abandoned().map(event -> new GivenUp(event.how().name(), event.by(), event.reason(), event.at())),
                build.released().map(RackEvent.RackReleased::hash).orElse(""),
                operations);
    }

    private static OperationRecord operation(RackBuild build, Standing standing, Operation operation, boolean due) {
        Validity validity = standing.validity(operation.id());
        return new OperationRecord(
                operation.id().value(),
                operation.template(),
                operation.number(),
                operation.title(),
                validity.name(),
                due,
                standing.whyNotValid(operation),
                operation.needs().stream().map(OperationId::value).sorted().toList(),
                operation.waivable(),
                build.waivers(operation.id()).stream().map(AsBuilt::waiver).toList(),
                build.attempts(operation.id()).stream().map(AsBuilt::attempt).toList());
    }

    private static WaiverRecord waiver(Waiver waiver) {
        return new WaiverRecord(
                waiver.proposed().attempt(),
                waiver.proposed().reason(),
                waiver.proposed().by(),
                waiver.granted().map(RackEvent.WaiverGranted::by),
                waiver.granted().map(RackEvent.WaiverGranted::at),
                waiver.words());
    }

    private static Attempt attempt(Evidence evidence) {
        Map<String, Integer> restsOn = new TreeMap<>();
        for (Map.Entry<OperationId, Integer> entry : evidence.restsOn().entrySet()) {
            restsOn.put(entry.getKey().value(), entry.getValue());
        }
        return new Attempt(
                evidence.attempt(),
                evidence.work().kind().name(),
                evidence.verdict().name(),
                evidence.reason(),
                evidence.cell().value(),
                evidence.startedAt(),
                evidence.finishedAt(),
                evidence.simulated(),
                restsOn,
                evidence.steps().stream()
                        .map(step -> step(step, evidence.limits()))
                        .toList());
    }

    private static StepRecord step(StepReport report, List<Limit> limits) {
        List<Measured> measured = new ArrayList<>();
        report.measurements().forEach(measurement -> {
            Optional<Limit> limit = limits.stream()
                    .filter(candidate -> candidate.appliesTo(measurement.name()))
                    .findFirst();
            measured.add(new Measured(
                    measurement.name(),
                    measurement.value(),
                    measurement.unit(),
                    limit.flatMap(Limit::low),
                    limit.flatMap(Limit::high),
                    limit.map(Limit::assumed).orElse(false),
                    limit.map(judged -> judged.allows(measurement.value())).orElse(true)));
        });
        return new StepRecord(
                report.step(),
                report.command().value(),
                report.outcome().name(),
                report.reason(),
                measured,
                report.reports(),
                report.curve());
    }
}
