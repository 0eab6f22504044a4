package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;

import dev.mortise.controller.adapter.plantserver.mapping.JoiningWords;
import dev.mortise.controller.domain.process.Limit;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.types.DynamicStructType;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Tightened screws as joining results of OPC 40450-1. What the evidence does not say is left out. */
final class JoiningStructures {

    private static final String EVALUATION = "ResultEvaluation";
    private static final String PART = "PartId";

    private final Structures joining;
    private final Structures results;

    JoiningStructures(Models models) {
        this.joining = models.joining();
        this.results = models.results();
    }

    /** What is told of a joining result beyond any other result. */
    Map<String, Object> meta(RackBuild build, Evidence evidence, List<Joint> joints, String part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        long programs = joints.stream().map(Joint::step).distinct().count();
        fields.put("JoiningTechnology", LocalizedText.english(JoiningWords.TECHNOLOGY));
        fields.put("Name", build.operation(evidence.operation()).title());
        fields.put("Classification", ubyte(JoiningWords.classification(joints.size(), programs)));
        fields.put("AssociatedEntities", entities(build, evidence, part).toArray(DynamicStructType[]::new));
        return fields;
    }

    /** The results of its screws; of one screw, the screw itself. */
    List<Variant> content(RackBuild build, Evidence evidence, ResultMeta meta, List<Joint> joints) {
        if (joints.size() == 1) {
            return List.of(new Variant(joining.wire(values(build, evidence, joints.get(0)))));
        }
        return joints.stream()
                .map(joint -> new Variant(results.wire(single(build, evidence, meta, joint))))
                .toList();
    }

    /** One screw's result, with an id below that of its attempt. */
    DynamicStructType single(RackBuild build, Evidence evidence, ResultMeta meta, Joint joint) {
        Map<String, Object> fields = readable(meta);
        fields.put("ResultId", meta.id() + ResultStructures.BELOW + joint.name());
        fields.put("Name", joint.name());
        fields.put("Classification", ubyte(JoiningWords.classification(1, 1)));
        fields.put(EVALUATION, results.enumerated("ResultEvaluationEnum", evaluation(build, evidence, meta, joint)));
        List<DynamicStructType> entities = entities(build, evidence, String.valueOf(fields.get(PART)));
        entities.add(entity("joint", evidence.operation() + "/" + joint.name(), JoiningWords.Entity.JOINT));
        fields.put("AssociatedEntities", entities.toArray(DynamicStructType[]::new));
        return results.make(
                "ResultDataType",
                Map.of(
                        "ResultMetaData",
                        joining.make("JoiningResultMetaDataType", fields),
                        "ResultContent",
                        new Variant[] {new Variant(joining.wire(values(build, evidence, joint)))}));
    }

    DynamicStructType made(ResultMeta meta) {
        return joining.make("JoiningResultMetaDataType", readable(meta));
    }

    /** node-opcua (2.x) cannot read a structure of another model in this one; the times are among the parameters. */
    private static Map<String, Object> readable(ResultMeta meta) {
        Map<String, Object> fields = new LinkedHashMap<>(meta.fields());
        fields.remove("ProcessingTimes");
        return fields;
    }

    /** Which screw an attempt failed by is known only where a limit says so. */
    private static int evaluation(RackBuild build, Evidence evidence, ResultMeta meta, Joint joint) {
        boolean outside = joint.values().stream()
                .anyMatch(value -> limit(build, evidence, joint, value)
                        .filter(limit -> !limit.allows(value.value()))
                        .isPresent());
        return JoiningWords.ofScrew(meta.evaluation(), outside);
    }

    private DynamicStructType values(RackBuild build, Evidence evidence, Joint joint) {
        return joining.make(
                "JoiningResultDataType",
                Map.of(
                        "OverallResultValues",
                        joint.values().stream()
                                .map(value -> value(build, evidence, joint, value))
                                .toArray(DynamicStructType[]::new)));
    }

    private DynamicStructType value(RackBuild build, Evidence evidence, Joint joint, Measurement measured) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("MeasuredValue", measured.value());
        fields.put("Name", measured.name());
        limit(build, evidence, joint, measured).ifPresent(limit -> {
            fields.put(
                    EVALUATION,
                    results.enumerated(
                            "ResultEvaluationEnum", JoiningWords.withinLimits(limit.allows(measured.value()))));
            limit.low().ifPresent(low -> fields.put("LowLimit", low));
            limit.high().ifPresent(high -> fields.put("HighLimit", high));
        });
        target(build, evidence, joint, measured).ifPresent(target -> fields.put("TargetValue", target));
        fields.put("ResultStep", joint.step());
        JoiningWords.Quantity.in(measured.unit()).ifPresent(quantity -> {
            fields.put("PhysicalQuantity", ubyte(quantity.number()));
            fields.put("EngineeringUnits", quantity.unit());
        });
        return joining.make("ResultValueDataType", fields);
    }

    private static Optional<Limit> limit(RackBuild build, Evidence evidence, Joint joint, Measurement measured) {
        return JobResults.limits(build, evidence, joint.step()).stream()
                .filter(limit -> limit.appliesTo(measured.name()))
                .findFirst();
    }

    /** A step's number of the same name and unit is what the tool was told to reach. */
    private static Optional<Double> target(RackBuild build, Evidence evidence, Joint joint, Measurement measured) {
        String quantity = measured.name().replaceFirst("\\[.*", "");
        return JobResults.planned(build, evidence, joint.step())
                .map(Step::numbers)
                .flatMap(numbers -> Optional.ofNullable(numbers.get(quantity)))
                .filter(number -> number.unit().equals(measured.unit()))
                .map(Quantity::value);
    }

    private List<DynamicStructType> entities(RackBuild build, Evidence evidence, String part) {
        List<DynamicStructType> all = new ArrayList<>();
        all.add(entity("rack", build.id().value(), JoiningWords.Entity.PRODUCT));
        if (!part.equals(build.id().value())) {
            all.add(entity("part", part, JoiningWords.Entity.PART));
        }
        all.add(entity("operation", evidence.operation().value(), JoiningWords.Entity.JOINING_PROCESS));
        all.add(entity("cell", evidence.cell().value(), JoiningWords.Entity.STATION));
        return all;
    }

    private DynamicStructType entity(String name, String id, JoiningWords.Entity type) {
        return joining.make("EntityDataType", Map.of("Name", name, "EntityId", id, "EntityType", type.number()));
    }
}
