package dev.mortise.controller.config;

import dev.mortise.controller.domain.alarm.AlarmRule;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.plant.BufferSpec;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.FloorPlace;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.ToolSpec;
import dev.mortise.controller.step.StepKinds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads plant.yaml: the line with its cells, buffers and transporter. */
public final class PlantFile {

    /** A rack is 0.6 m by 1.2 m: nearer than this, two things would stand in one another. */
    private static final double APART_MIN_METRES = 1;

    /** What one thread answers in time at 1 kHz; all robots of a plant are one engine's. */
    static final int ROBOTS_MAX = 64;

    private final Yaml yaml;
    private final boolean production;
    private final Capabilities capabilities = new Capabilities(StepKinds.load());
    private final Map<String, String> used = new HashMap<>();
    private final Map<PlaceId, FloorPlace> floor = new LinkedHashMap<>();
    private int robotsSeen;

    private PlantFile(Yaml yaml, boolean production) {
        this.yaml = yaml;
        this.production = production;
    }

    /** For whoever does not know yet in which mode the line will run. */
    public static Loaded<PlantSpec> load(Path file) {
        return load(file, false);
    }

    /** The plant of a line in production or simulation. */
    static Loaded<PlantSpec> load(Path file, boolean production) {
        Yaml yaml = Yaml.read(file, "plant.schema.json");
        if (!yaml.ok()) {
            return Loaded.broken(yaml.faults());
        }
        PlantSpec plant = new PlantFile(yaml, production).plant();
        return yaml.ok() ? Loaded.of(plant) : Loaded.broken(yaml.faults());
    }

    private PlantSpec plant() {
        JsonNode line = yaml.root().get("line");
        List<CellSpec> cells = new ArrayList<>();
        int index = 0;
        for (JsonNode cell : line.get("cells")) {
            place(cell, "/line/cells/" + index);
            cells.add(cell(cell, "/line/cells/" + index++));
        }
        List<BufferSpec> buffers = new ArrayList<>();
        index = 0;
        for (JsonNode buffer : line.path("buffers")) {
            once("place", buffer.get("id"), "/line/buffers");
            place(buffer, "/line/buffers/" + index++);
            buffers.add(new BufferSpec(
                    new PlaceId(buffer.get("id").asString()),
                    buffer.get("racks").asInt()));
        }
        CellSpec transporter = cell(line.get("transporter"), "/line/transporter");
        place(line.get("transporter"), "/line/transporter");
        if (!transporter.capabilities().contains("transport")) {
            yaml.fault(
                    line.get("transporter").get("capabilities"),
                    "/line/transporter/capabilities",
                    "transport among them");
        }
        return new PlantSpec(
                yaml.root().get("plant").asString(),
                line.get("id").asString(),
                cells,
                buffers,
                transporter,
                floor,
                confirmed());
    }

    /** A list that is empty says that nobody has to confirm anything; one that is left out says nothing. */
    private Optional<Set<Kind>> confirmed() {
        JsonNode named = yaml.root().path("alarms").path("confirm");
        if (!named.isArray()) {
            return Optional.empty();
        }
        List<String> known = AlarmRule.kinds().stream().map(Kind::name).toList();
        Set<Kind> kinds = new HashSet<>();
        for (JsonNode kind : named) {
            if (known.contains(kind.asString())) {
                kinds.add(Kind.valueOf(kind.asString()));
            } else {
                String near = Nearest.hint(kind.asString(), known);
                yaml.fault(
                        kind, "/alarms/confirm", "a kind of alarm" + near + "; known are " + String.join(", ", known));
            }
        }
        return Optional.of(kinds);
    }

    private void place(JsonNode placed, String where) {
        JsonNode said = placed.path("floor");
        if (!said.isObject()) {
            return;
        }
        FloorPlace place = new FloorPlace(
                said.get("x").asDouble(),
                said.get("y").asDouble(),
                said.path("turn").asDouble(0));
        floor.forEach((other, taken) -> {
            if (taken.metresTo(place) < APART_MIN_METRES) {
                yaml.fault(said, where + "/floor", "a place at least " + APART_MIN_METRES + " m from that of " + other);
            }
        });
        floor.put(new PlaceId(placed.get("id").asString()), place);
    }

    private CellSpec cell(JsonNode cell, String where) {
        once("place", cell.get("id"), where + "/id");
        once("endpoint", cell.get("plc").get("endpoint"), where + "/plc/endpoint");
        Set<String> can = new HashSet<>();
        for (JsonNode capability : cell.get("capabilities")) {
            if (!capabilities.has(capability.asString())) {
                yaml.fault(capability, where + "/capabilities", capabilities.insteadOf(capability.asString()));
            }
            can.add(capability.asString());
        }
        boolean encrypted = cell.get("plc").path("security").asString("").equals("sign-and-encrypt");
        List<RobotSpec> robots = new ArrayList<>();
        int index = 0;
        for (JsonNode robot : cell.path("robots")) {
            once("robot", robot.get("id"), where + "/robots/id");
            once("UDP port", robot.get("realtime").get("port"), where + "/robots/realtime/port");
            count(robot.get("id"), where + "/robots/" + index + "/id");
            robots.add(new RobotReader(yaml, production, encrypted, robot, where + "/robots/" + index++).robot());
        }
        List<ToolSpec> tools = new ArrayList<>();
        for (JsonNode tool : cell.path("tools")) {
            once("tool", tool.get("id"), where + "/tools/id");
            tools.add(new ToolSpec(
                    tool.get("id").asString(),
                    tool.get("kind").asString(),
                    LocalDate.parse(tool.get("calibrated_on").asString()),
                    tool.get("calibration_days").asInt()));
        }
        return new CellSpec(
                new CellId(cell.get("id").asString()),
                cell.path("title").asString(""),
                can,
                plc(cell.get("plc"), where + "/plc"),
                robots,
                tools);
    }

    private void count(JsonNode id, String where) {
        if (++robotsSeen == ROBOTS_MAX + 1) {
            yaml.fault(
                    id,
                    where,
                    "at most " + ROBOTS_MAX
                            + " robots in a plant, and this is one more: one engine answers them all; a second line with a controller of its own takes more");
        }
    }

    /** A PLC of a line in production is spoken to openly only where the file says so. */
    private PlcSpec plc(JsonNode plc, String where) {
        if (production && !plc.has("security")) {
            yaml.fault(
                    plc,
                    where,
                    "security: sign-and-encrypt, because mode is production; or none, if whoever reaches the PLC's network may command it");
        }
        String security =
                plc.path("security").asString("none").replace('-', '_').toUpperCase(Locale.ROOT);
        Duration actsWithin =
                Duration.ofSeconds(plc.path("acting_seconds_max").asLong(PlcSpec.ACTS_WITHIN.toSeconds()));
        return new PlcSpec(plc.get("endpoint").asString(), PlcSpec.Security.valueOf(security), actsWithin);
    }

    private void once(String kind, JsonNode value, String where) {
        String before = used.putIfAbsent(kind + " " + value.asString(), where);
        if (before != null) {
            yaml.fault(value, where, "a " + kind + " that is used once; it is at " + before + " already");
        }
    }
}
