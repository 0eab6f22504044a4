package dev.mortise.controller.config;

import dev.mortise.controller.domain.plant.RobotSpec.AxisSpec;
import dev.mortise.controller.domain.plant.RobotSpec.BoxSpec;
import dev.mortise.controller.domain.plant.RobotSpec.GeometrySpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads where the axes and the tool of a robot of plant.yaml are. */
final class GeometryReader {

    private static final String[] DIRECTIONS = {"x", "y", "z"};

    private final Yaml yaml;
    private final JsonNode node;
    private final String where;

    GeometryReader(Yaml yaml, JsonNode node, String where) {
        this.yaml = yaml;
        this.node = node;
        this.where = where;
    }

    Optional<GeometrySpec> geometry(List<JointSpec> joints) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        JsonNode lines = node.get("axes");
        if (lines.size() != joints.size()) {
            yaml.fault(lines, where + "/axes", joints.size() + " lines, one per joint; it has " + lines.size());
            return Optional.empty();
        }
        List<AxisSpec> axes = new ArrayList<>();
        for (int i = 0; i < joints.size(); i++) {
            axes.add(axis(lines.get(i), joints.get(i), where + "/axes/" + i));
        }
        return Optional.of(new GeometrySpec(axes, vector(node.get("tool")), workspace()));
    }

    private AxisSpec axis(JsonNode line, JointSpec joint, String at) {
        List<Double> along = vector(line.get("along"));
        if (along.stream().allMatch(x -> x == 0)) {
            yaml.fault(line.get("along"), at + "/along", "a direction: x, y, z, not all of them 0");
        }
        return new AxisSpec(joint.prismatic(), vector(line.get("through")), along);
    }

    private Optional<BoxSpec> workspace() {
        JsonNode box = node.path("workspace");
        if (!box.isObject()) {
            return Optional.empty();
        }
        BoxSpec spec = new BoxSpec(vector(box.get("min")), vector(box.get("max")));
        for (int i = 0; i < DIRECTIONS.length; i++) {
            if (spec.min().get(i) >= spec.max().get(i)) {
                String right = DIRECTIONS[i] + " less than that of max, which is "
                        + spec.max().get(i);
                yaml.fault(box.get("min").get(i), where + "/workspace/min/" + i, right);
            }
        }
        return Optional.of(spec);
    }

    private static List<Double> vector(JsonNode values) {
        List<Double> vector = new ArrayList<>();
        values.forEach(value -> vector.add(value.asDouble()));
        return vector;
    }
}
