package dev.mortise.sim.config;

import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.sim.robot.RobotConfig;
import dev.mortise.sim.robot.RobotKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The cells of a plant.yaml. {@code mortise validate} checks the file; here a missing key is named and no more. */
public record SimPlant(List<SimCell> cells) {

    /**
     * One cell to simulate.
     *
     * @param secured its PLC offers what is signed and encrypted, and nothing else
     */
    public record SimCell(
            String id, String endpoint, boolean secured, Set<String> capabilities, List<RobotConfig> robots) {
        public SimCell {
            capabilities = Set.copyOf(capabilities);
            robots = List.copyOf(robots);
        }
    }

    public SimPlant {
        cells = List.copyOf(cells);
    }

    /** The file cannot be used; the message says why. */
    public static final class BadPlant extends Exception {
        private static final long serialVersionUID = 1L;

        BadPlant(String message) {
            super(message);
        }
    }

    public static SimPlant read(Path file) throws BadPlant {
        try {
            JsonNode line = new YAMLMapper().readTree(Files.readString(file)).path("line");
            List<SimCell> cells = new ArrayList<>();
            for (JsonNode cell : need(file, line, "cells")) {
                cells.add(cell(file, cell));
            }
            cells.add(cell(file, need(file, line, "transporter")));
            return new SimPlant(cells);
        } catch (IOException e) {
            throw new BadPlant(file + ": cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            throw new BadPlant(file + ": " + e.getOriginalMessage() + "; run mortise validate on it");
        }
    }

    private static SimCell cell(Path file, JsonNode cell) throws BadPlant {
        Set<String> capabilities = new HashSet<>();
        need(file, cell, "capabilities").forEach(capability -> capabilities.add(capability.asString()));
        List<RobotConfig> robots = new ArrayList<>();
        for (JsonNode robot : cell.path("robots")) {
            robots.add(robot(file, robot));
        }
        return new SimCell(
                need(file, cell, "id").asString(),
                need(file, need(file, cell, "plc"), "endpoint").asString(),
                !cell.get("plc").path("security").asString("none").equals("none"),
                capabilities,
                robots);
    }

    private static RobotConfig robot(Path file, JsonNode robot) throws BadPlant {
        JsonNode realtime = need(file, robot, "realtime");
        List<RobotConfig.Joint> joints = new ArrayList<>();
        for (JsonNode joint : need(file, robot, "joints")) {
            joints.add(new RobotConfig.Joint(
                    need(file, joint, "min").asDouble(),
                    need(file, joint, "max").asDouble(),
                    need(file, joint, "velocity_max").asDouble(),
                    need(file, joint, "acceleration_max").asDouble(),
                    need(file, joint, "jerk_max").asDouble()));
        }
        JsonNode poses = need(file, robot, "poses");
        JsonNode insertion = robot.path("insertion");
        int axis = insertion.path("axis").asInt(0);
        return new RobotConfig(
                need(file, robot, "id").asString(),
                need(file, realtime, "port").asInt(),
                need(file, realtime, "cycle_us").asInt(),
                joints,
                values(poses.has("home") ? poses.get("home") : poses.iterator().next()),
                axis,
                insertion.isObject() ? values(need(file, poses, "approach")).get(axis) : Double.POSITIVE_INFINITY,
                key(file, realtime),
                insertion.isObject() ? slots(file, insertion, values(poses.get("approach"))) : Optional.empty(),
                realtime.path("link_timeout_ms").asInt(RobotConfig.LINK_TIMEOUT_MILLIS),
                robot.path("kinematics").asString("").equals("gantry"));
    }

    /** The axis aside is the first that neither pushes nor lifts; a robot without one has nothing beside its push. */
    private static Optional<RobotConfig.Slots> slots(Path file, JsonNode insertion, List<Double> approach)
            throws BadPlant {
        int push = need(file, insertion, "axis").asInt();
        int height = need(file, insertion, "height_axis").asInt();
        double first = need(file, insertion, "first_slot").asDouble();
        double pitch = need(file, insertion, "slot_pitch").asDouble();
        return IntStream.range(0, approach.size())
                .filter(axis -> axis != push && axis != height)
                .mapToObj(axis -> new RobotConfig.Slots(axis, approach.get(axis), height, first, pitch))
                .findFirst();
    }

    private static RobotKey key(Path plant, JsonNode realtime) throws BadPlant {
        if (realtime.path("key").asString("").equals("over-opcua")) {
            return RobotKey.fromPlc();
        }
        JsonNode file = realtime.path("key_file");
        try {
            return file.isMissingNode()
                    ? RobotKey.none()
                    : RobotKey.of(SharedKey.read(plant.resolveSibling(file.asString())));
        } catch (SharedKey.Unusable e) {
            throw new BadPlant(plant + ": key_file: " + e.getMessage());
        }
    }

    private static List<Double> values(JsonNode list) {
        List<Double> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asDouble()));
        return values;
    }

    private static JsonNode need(Path file, JsonNode node, String key) throws BadPlant {
        if (!node.has(key)) {
            throw new BadPlant(file + ": " + key + " is missing; run mortise validate on it");
        }
        return node.get(key);
    }
}
