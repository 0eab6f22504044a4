package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.process.Curve;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.Standing;
import dev.mortise.controller.domain.rack.Worth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Evidence as a result of OPC 40001-101: what is told of it, and its content as parameters. */
final class ResultStructures {

    /** What a device calls the serial of the part that it read. */
    private static final String SERIAL = "serial";

    private final Structures model;
    private final JobResults parameters;

    ResultStructures(Models models) {
        this.model = models.results();
        this.parameters = new JobResults(models.jobs());
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
        Mapping.Result result = Mapping.result(worth);
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
        return new ResultMeta(id, evidence.finishedAt(), fields);
    }

    /** Meta data and content, as one structure. */
    ExtensionObject whole(RackBuild build, Evidence evidence) {
        Standing standing = build.standing();
        return model.wire(model.make(
                "ResultDataType",
                Map.of(
                        "ResultMetaData", structure(meta(build, standing, evidence)),
                        "ResultContent", content(build, evidence, Worth.of(build, standing, evidence)))));
    }

    Variant metaData(RackBuild build, Evidence evidence) {
        return new Variant(model.wire(structure(meta(build, build.standing(), evidence))));
    }

    private DynamicStructType structure(ResultMeta meta) {
        return model.make("ResultMetaDataType", meta.fields());
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
        String why = standing.whyNotValid(build.operation(evidence.operation()));
        return switch (worth) {
            case COUNTS -> "";
            case WAIVED ->
                build.waivers(evidence.operation()).stream()
                        .filter(waiver -> waiver.proposed().attempt() == evidence.attempt())
                        .map(waiver -> evidence.reason() + "; " + waiver.words())
                        .findFirst()
                        .orElse(evidence.reason());
            case FAILED -> evidence.reason();
            case VOID -> "void: " + (why.isEmpty() ? "overtaken by a newer attempt" : why);
            case BROKEN_OFF -> "broken off: " + evidence.reason();
            case TAKEN_BACK -> "takes the operation back; it says nothing of the operation itself";
        };
    }

    private Variant[] content(RackBuild build, Evidence evidence, Worth worth) {
        List<DynamicStructType> all = new ArrayList<>();
        all.add(parameters.parameter("Worth", worth.name(), List.of()));
        all.add(parameters.parameter("Work", evidence.work().kind().name(), List.of()));
        all.addAll(parameters.attempt(build, evidence));
        for (StepReport step : evidence.steps()) {
            new TreeMap<>(step.reports())
                    .forEach((name, text) -> all.add(parameters.parameter(step.step() + "." + name, text, List.of())));
            step.curve().ifPresent(curve -> all.add(curve(step.step(), curve)));
        }
        return all.stream().map(parameters::wire).toArray(Variant[]::new);
    }

    /** The values as the parameter's, with their unit; below it X, with its own. */
    private DynamicStructType curve(String step, Curve curve) {
        DynamicStructType x = parameters.measured("X", curve.x().toArray(Double[]::new), curve.xUnit(), List.of());
        return parameters.measured(
                step + "." + curve.name(), curve.y().toArray(Double[]::new), curve.yUnit(), List.of(x));
    }
}
