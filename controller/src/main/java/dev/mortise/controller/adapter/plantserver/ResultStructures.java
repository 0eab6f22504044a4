package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.ResultWords;
import dev.mortise.controller.domain.process.Curve;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.Standing;
import dev.mortise.controller.domain.rack.Waiver;
import dev.mortise.controller.domain.rack.Worth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Evidence as a result of OPC 40001-101: what is told of it, and its content as parameters. */
final class ResultStructures {

    /** Between the id of an attempt's result and the name of one of its screws. */
    static final String BELOW = "#";

    /** What a device calls the serial of the part that it read. */
    private static final String SERIAL = "serial";

    private final Structures model;
    private final JobResults parameters;
    private final JoiningStructures joining;

    ResultStructures(Models models) {
        this.model = models.results();
        this.parameters = new JobResults(models.jobs());
        this.joining = new JoiningStructures(models);
    }

    /** All of a rack, in the order in which they came. */
    List<ResultMeta> of(RackBuild build) {
        Standing standing = build.standing();
        return build.plan().operations().stream()
                .flatMap(operation -> build.attempts(operation.id()).stream())
                .map(evidence -> meta(build, standing, evidence))
                .sorted(ResultDesk.OLDEST_FIRST)
                .toList();
    }

    ResultMeta meta(RackBuild build, Standing standing, Evidence evidence) {
        Worth worth = Worth.of(build, standing, evidence);
        ResultWords.Result result = ResultWords.result(worth);
        ResultId id = ResultId.of(build, evidence);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ResultId", id.toString());
        fields.put("HasTransferableDataOnFile", false);
        fields.put("IsPartial", result.partial());
        fields.put("IsSimulated", evidence.simulated());
        fields.put("ResultState", result.state());
        fields.put("StepId", evidence.operation().value());
        fields.put("PartId", part(build, evidence));
        build.ordered().ifPresent(order -> {
            fields.put("InternalRecipeId", recipe(order, build, evidence));
            fields.put("ProductId", order.type());
        });
        fields.put("JobId", build.id().value());
        fields.put("CreationTime", new DateTime(evidence.finishedAt()));
        fields.put(
                "ProcessingTimes",
                model.make(
                        "ProcessingTimesDataType",
                        Map.of(
                                "StartTime", new DateTime(evidence.startedAt()),
                                "EndTime", new DateTime(evidence.finishedAt()))));
        fields.put("ResultEvaluation", model.enumerated("ResultEvaluationEnum", result.evaluation()));
        fields.put("ResultEvaluationCode", result.code());
        fields.put("ResultEvaluationDetails", LocalizedText.english(details(build, standing, evidence, worth)));
        List<Joint> joints = Joint.of(evidence);
        if (!joints.isEmpty()) {
            fields.putAll(joining.meta(build, evidence, joints, part(build, evidence)));
        }
        return new ResultMeta(id, evidence.finishedAt(), result.evaluation(), fields);
    }

    /** Meta data and content, as one structure. */
    ExtensionObject whole(RackBuild build, Evidence evidence) {
        Standing standing = build.standing();
        ResultMeta meta = meta(build, standing, evidence);
        return model.wire(model.make(
                "ResultDataType",
                Map.of(
                        "ResultMetaData", structure(meta),
                        "ResultContent", content(build, evidence, meta, Worth.of(build, standing, evidence)))));
    }

    /** The same of one screw of it; empty when it has none of this name. */
    Optional<ExtensionObject> screw(RackBuild build, Evidence evidence, String name) {
        ResultMeta meta = meta(build, build.standing(), evidence);
        return Joint.of(evidence).stream()
                .filter(joint -> joint.name().equals(name))
                .findFirst()
                .map(joint -> model.wire(joining.single(build, evidence, meta, joint)));
    }

    Variant metaData(RackBuild build, Evidence evidence) {
        return new Variant(model.wire(structure(meta(build, build.standing(), evidence))));
    }

    private DynamicStructType structure(ResultMeta meta) {
        return meta.fields().containsKey("Classification")
                ? joining.made(meta)
                : model.make("ResultMetaDataType", meta.fields());
    }

    /** The serial that the device read, else the rack's: the evidence is of it. */
    private static String part(RackBuild build, Evidence evidence) {
        return evidence.steps().stream()
                .map(step -> step.reports().getOrDefault(SERIAL, ""))
                .filter(serial -> !serial.isEmpty())
                .findFirst()
                .orElse(build.id().value());
    }

    private static String recipe(RackEvent.RackOrdered order, RackBuild build, Evidence evidence) {
        return order.type() + "." + order.revision() + "/"
                + build.operation(evidence.operation()).template();
    }

    private static String details(RackBuild build, Standing standing, Evidence evidence, Worth worth) {
        String waiver = build.waivers(evidence.operation()).stream()
                .filter(given -> given.proposed().attempt() == evidence.attempt())
                .map(Waiver::words)
                .findFirst()
                .orElse("");
        String invalid = standing.whyNotValid(build.operation(evidence.operation()));
        return ResultWords.details(worth, new ResultWords.Reasons(evidence.reason(), waiver, invalid));
    }

    /** What was joined comes first, as its model has it; then all that the attempt left, as for any other. */
    private Variant[] content(RackBuild build, Evidence evidence, ResultMeta meta, Worth worth) {
        List<Joint> joints = Joint.of(evidence);
        List<Variant> joined = joints.isEmpty() ? List.of() : joining.content(build, evidence, meta, joints);
        List<DynamicStructType> all = new ArrayList<>();
        all.add(parameters.parameter("Worth", worth.name(), List.of()));
        all.add(parameters.parameter("Work", evidence.work().kind().name(), List.of()));
        if (!joints.isEmpty()) {
            all.add(parameters.parameter("StartTime", new DateTime(evidence.startedAt()), List.of()));
            all.add(parameters.parameter("EndTime", new DateTime(evidence.finishedAt()), List.of()));
        }
        all.addAll(parameters.attempt(build, evidence));
        for (StepReport step : evidence.steps()) {
            new TreeMap<>(step.reports())
                    .forEach((name, text) -> all.add(parameters.parameter(step.step() + "." + name, text, List.of())));
            step.curve().ifPresent(curve -> all.add(curve(step.step(), curve)));
        }
        return Stream.concat(joined.stream(), all.stream().map(parameters::wire))
                .toArray(Variant[]::new);
    }

    /** The values as the parameter's, with their unit; below it X, with its own. */
    private DynamicStructType curve(String step, Curve curve) {
        DynamicStructType x = parameters.measured("X", curve.x().toArray(Double[]::new), curve.xUnit(), List.of());
        return parameters.measured(
                step + "." + curve.name(), curve.y().toArray(Double[]::new), curve.yUnit(), List.of(x));
    }
}
