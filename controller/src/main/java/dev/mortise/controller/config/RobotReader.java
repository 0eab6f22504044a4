package dev.mortise.controller.config;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.InsertionSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.plant.RobotSpec.PayloadSpec;
import dev.mortise.protocol.realtime.SharedKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads one robot of plant.yaml. */
final class RobotReader {

    private final Yaml yaml;
    private final boolean production;
    private final boolean encryptedPlc;
    private final JsonNode robot;
    private final String where;

    /**
     * A robot of a line in production has a key, unless the file says that it is to have none.
     *
     * @param encryptedPlc whether nobody but its PLC can read what the controller tells the PLC of its cell
     */
    RobotReader(Yaml yaml, boolean production, boolean encryptedPlc, JsonNode robot, String where) {
        this.yaml = yaml;
        this.production = production;
        this.encryptedPlc = encryptedPlc;
        this.robot = robot;
        this.where = where;
    }

    RobotSpec robot() {
        List<JointSpec> joints = new ArrayList<>();
        int index = 0;
        for (JsonNode joint : robot.get("joints")) {
            joints.add(joint(joint, where + "/joints/" + index++));
        }
        Map<String, List<Double>> poses = new LinkedHashMap<>();
        robot.get("poses")
                .properties()
                .forEach(pose -> poses.put(pose.getKey(), pose(pose.getKey(), pose.getValue(), joints)));
        JsonNode realtime = robot.get("realtime");
        return new RobotSpec(
                new RobotId(robot.get("id").asString()),
                realtime.get("host").asString(),
                realtime.get("port").asInt(),
                realtime.get("cycle_us").asInt(),
                RobotSpec.Kinematics.valueOf(robot.get("kinematics").asString().toUpperCase(Locale.ROOT)),
                joints,
                poses,
                insertion(joints, poses),
                key(realtime),
                payload(),
                new GeometryReader(yaml, robot.path("geometry"), where + "/geometry").geometry(joints));
    }

    private PayloadSpec payload() {
        JsonNode payload = robot.path("payload");
        if (!payload.isObject()) {
            return PayloadSpec.ANY;
        }
        double rated = payload.get("rated").asDouble();
        double most = payload.get("max").asDouble();
        if (rated > most) {
            yaml.fault(payload.get("rated"), where + "/payload/rated", "not more than max, which is " + most);
        }
        return new PayloadSpec(rated, most);
    }

    private RobotKey key(JsonNode realtime) {
        List<String> said = Stream.of("key", "key_file", "unauthenticated")
                .filter(way -> realtime.has(way)
                        && (!way.equals("unauthenticated") || realtime.get(way).asBoolean()))
                .toList();
        if (said.size() > 1) {
            String second = said.get(1);
            yaml.fault(
                    realtime.get(said.get(said.size() - 1)),
                    where + "/realtime/" + said.get(said.size() - 1),
                    said.get(0) + " or " + second + ", not both");
        }
        if (said.contains("key")) {
            return overOpcUa(realtime.get("key"));
        }
        if (said.contains("key_file")) {
            return file(realtime.get("key_file"));
        }
        if (production && said.isEmpty()) {
            yaml.fault(
                    realtime,
                    where + "/realtime",
                    "key_file, because mode is production; or key: over-opcua where the PLC's link is encrypted; or unauthenticated: true, if whoever reaches the robot's network may move it");
        }
        return RobotKey.NONE;
    }

    private RobotKey overOpcUa(JsonNode said) {
        if (!encryptedPlc) {
            yaml.fault(
                    said,
                    where + "/realtime/key",
                    "key_file, or security: sign-and-encrypt for the plc of this cell: a key is handed over an encrypted link alone");
        }
        return RobotKey.OVER_OPCUA;
    }

    private RobotKey file(JsonNode named) {
        Path file = yaml.file().resolveSibling(named.asString());
        try {
            SharedKey.read(file);
        } catch (SharedKey.Unusable e) {
            yaml.fault(named, where + "/realtime/key_file", "a key that can be used; " + e.getMessage());
        }
        return new RobotKey.File(file.toString());
    }

    private JointSpec joint(JsonNode joint, String at) {
        JointSpec spec = new JointSpec(
                joint.get("name").asString(),
                joint.get("type").asString().equals("prismatic"),
                joint.get("min").asDouble(),
                joint.get("max").asDouble(),
                joint.get("velocity_max").asDouble(),
                joint.get("acceleration_max").asDouble(),
                joint.get("jerk_max").asDouble());
        if (spec.min() >= spec.max()) {
            yaml.fault(joint.get("min"), at + "/min", "less than max, which is " + spec.max());
        }
        return spec;
    }

    private List<Double> pose(String name, JsonNode pose, List<JointSpec> joints) {
        String at = where + "/poses/" + name;
        List<Double> values = new ArrayList<>();
        pose.forEach(value -> values.add(value.asDouble()));
        if (values.size() != joints.size()) {
            yaml.fault(pose, at, joints.size() + " values, one per joint; it has " + values.size());
            return values;
        }
        for (int i = 0; i < values.size(); i++) {
            JointSpec joint = joints.get(i);
            if (values.get(i) < joint.min() || values.get(i) > joint.max()) {
                yaml.fault(pose.get(i), at + "/" + i, joint.name() + " between " + joint.min() + " and " + joint.max());
            }
        }
        return values;
    }

    private Optional<InsertionSpec> insertion(List<JointSpec> joints, Map<String, List<Double>> poses) {
        JsonNode insertion = robot.path("insertion");
        if (!insertion.isObject()) {
            return Optional.empty();
        }
        InsertionSpec spec = new InsertionSpec(
                insertion.get("axis").asInt(),
                insertion.get("stroke").asDouble(),
                insertion.get("height_axis").asInt(),
                insertion.get("first_slot").asDouble(),
                insertion.get("slot_pitch").asDouble(),
                insertion.path("force_max").asDouble(Double.POSITIVE_INFINITY));
        if (spec.axis() >= joints.size() || spec.heightAxis() >= joints.size()) {
            yaml.fault(insertion.get("axis"), where + "/insertion/axis", "an axis from 0 to " + (joints.size() - 1));
        } else if (!poses.containsKey("approach")) {
            yaml.fault(insertion, where + "/insertion", "a pose approach, where the push begins");
        } else if (reach(poses, spec) > joints.get(spec.axis()).max()) {
            yaml.fault(
                    insertion.get("stroke"),
                    where + "/insertion/stroke",
                    "approach plus stroke within the axis' max "
                            + joints.get(spec.axis()).max());
        }
        return Optional.of(spec);
    }

    private static double reach(Map<String, List<Double>> poses, InsertionSpec spec) {
        List<Double> approach = poses.getOrDefault("approach", List.of());
        return approach.size() > spec.axis() ? approach.get(spec.axis()) + spec.strokeMetres() : 0;
    }
}
