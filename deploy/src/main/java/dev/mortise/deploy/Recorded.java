package dev.mortise.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an as-built record claims, read from its published form as any outsider would.
 *
 * @param released whether the rack was released
 */
public record Recorded(String rack, boolean released, List<Attempt> attempts) {

    private static final String SCHEMA = "mortise.as-built.v1";

    public Recorded {
        attempts = List.copyOf(attempts);
    }

    /** One attempt at an operation; {@code verdict} is OK when it counts. */
    public record Attempt(
            String operation, boolean valid, int number, String kind, String verdict, String reason, List<Step> steps) {
        public Attempt {
            steps = List.copyOf(steps);
        }
    }

    /** One step by its command; {@code outcome} is OK, PART_FAILURE or STATION_FAULT. */
    public record Step(String command, String outcome) {}

    /**
     * Reads one record.
     *
     * @throws IOException when the file cannot be read or is no record
     */
    public static Recorded read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
        String schema = root.path("schema").asString("");
        if (!schema.equals(SCHEMA)) {
            throw new IOException(file + " is not an as-built record: schema is '" + schema + "', not " + SCHEMA);
        }
        List<Attempt> attempts = new ArrayList<>();
        for (JsonNode operation : root.path("operations")) {
            operation.path("attempts").forEach(attempt -> attempts.add(attempt(operation, attempt)));
        }
        return new Recorded(
                root.path("rack").asString(""), !root.path("hash").asString("").isEmpty(), attempts);
    }

    private static Attempt attempt(JsonNode operation, JsonNode attempt) {
        List<Step> steps = new ArrayList<>();
        attempt.path("steps")
                .forEach(step -> steps.add(new Step(
                        step.path("command").asString(""), step.path("outcome").asString(""))));
        return new Attempt(
                operation.path("id").asString(""),
                operation.path("validity").asString("").equals("VALID"),
                attempt.path("attempt").asInt(0),
                attempt.path("kind").asString(""),
                attempt.path("verdict").asString(""),
                attempt.path("reason").asString(""),
                steps);
    }
}
