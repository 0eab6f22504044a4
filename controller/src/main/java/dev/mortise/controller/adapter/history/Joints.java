package dev.mortise.controller.adapter.history;

import dev.mortise.controller.port.RobotLink.RobotView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How robots stand, as a picture of their own: which of it is worth writing down. */
final class Joints {

    /** rad or m: at the end of an arm of 1.5 m, 1.5 mm. A floor of ten metres has no finer points on a screen. */
    static final double RESOLUTION = 0.001;

    /**
     * Before they are packed to about a fifth: 24 MB a day, so that a quarter of the 2 GB of the settings reaches back for three weeks
     * at least. Ten robots that move a quarter of the day write as much; of more robots each is written more seldom.
     */
    static final long BYTES_A_DAY = 120_000_000;

    /** A busy hour after a quiet one is written as finely as any. */
    private static final long SAVED_UP_BYTES = BYTES_A_DAY / 24;

    private static final String ROBOTS = "/robots";
    private static final int PLACES = 1_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private Joints() {}

    static Allowance allowance() {
        return new Allowance(BYTES_A_DAY, SAVED_UP_BYTES);
    }

    /** The picture after one; a robot that has not moved by the resolution stands in it as it stood before. */
    static Picture after(Picture before, List<RobotView> robots) {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        ArrayNode order = JSON.createArrayNode();
        for (RobotView robot : robots) {
            String id = robot.id().value();
            order.add(id);
            JsonNode stood = before.documents().get(ROBOTS + "/" + id);
            documents.put(
                    ROBOTS + "/" + id,
                    Optional.ofNullable(stood)
                            .filter(document -> isAsIn(document, robot))
                            .orElseGet(() -> document(robot)));
        }
        documents.put(ROBOTS, order);
        return new Picture(documents);
    }

    private static boolean isAsIn(JsonNode document, RobotView robot) {
        JsonNode joints = document.path("joints");
        if (document.path("connected").asBoolean(false) != robot.connected()
                || joints.size() != robot.joints().size()) {
            return false;
        }
        for (int axis = 0; axis < joints.size(); axis++) {
            if (Math.abs(joints.path(axis).asDouble(0) - robot.joints().get(axis)) >= RESOLUTION) {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode document(RobotView robot) {
        ObjectNode document = JSON.createObjectNode();
        document.put("id", robot.id().value());
        document.put("connected", robot.connected());
        ArrayNode joints = document.putArray("joints");
        robot.joints().forEach(joint -> joints.add((double) Math.round(joint * PLACES) / PLACES));
        return document;
    }
}
