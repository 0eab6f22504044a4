package dev.mortise.controller.floor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A binary glTF file as its specification has it read: by offsets alone. */
record GlbFile(JsonNode json, ByteBuffer binary, List<Integer> chunkBytes, int said, int length, int magic) {

    private static final int MATRIX = 16;

    static GlbFile read(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int magic = file.getInt();
        if (file.getInt() != 2) {
            throw new IllegalArgumentException("not version 2");
        }
        int said = file.getInt();
        List<Integer> chunks = new ArrayList<>();
        ByteBuffer json = chunk(file, "JSON", chunks);
        ByteBuffer binary = chunk(file, "BIN\0", chunks);
        JsonNode tree =
                JsonMapper.shared().readTree(StandardCharsets.UTF_8.decode(json).toString());
        return new GlbFile(tree, binary, chunks, said, bytes.length, magic);
    }

    private static ByteBuffer chunk(ByteBuffer file, String type, List<Integer> chunks) {
        int length = file.getInt();
        byte[] found = new byte[4];
        file.get(found);
        if (!new String(found, StandardCharsets.US_ASCII).equals(type)) {
            throw new IllegalArgumentException("no chunk " + type);
        }
        chunks.add(length);
        ByteBuffer chunk = file.slice(file.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(file.position() + length);
        return chunk;
    }

    JsonNode accessor(int index) {
        return json.path("accessors").path(index);
    }

    int offset(JsonNode accessor) {
        return accessor.path("byteOffset").asInt()
                + json.path("bufferViews")
                        .path(accessor.path("bufferView").asInt())
                        .path("byteOffset")
                        .asInt();
    }

    List<float[]> vectors(int accessor) {
        JsonNode said = accessor(accessor);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < said.path("count").asInt(); i++) {
            int at = offset(said) + i * 3 * Float.BYTES;
            vectors.add(new float[] {binary.getFloat(at), binary.getFloat(at + 4), binary.getFloat(at + 8)});
        }
        return vectors;
    }

    List<Integer> corners(int accessor) {
        JsonNode said = accessor(accessor);
        List<Integer> corners = new ArrayList<>();
        for (int i = 0; i < said.path("count").asInt(); i++) {
            corners.add(binary.getShort(offset(said) + i * Short.BYTES) & 0xffff);
        }
        return corners;
    }

    /** The node with this kind and id, or the joint of this name. */
    JsonNode node(String kind, String id) {
        return json.path("nodes")
                .valueStream()
                .filter(node -> node.path("extras").path("kind").asString("").equals(kind))
                .filter(node -> node.path("extras").path("id").asString("").equals(id)
                        || node.path("name").asString("").equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + id));
    }

    /** Where a node's own zero is in the file's world (y up), with other values for some joints. */
    double[] place(JsonNode wanted, List<Double> joints, String robot) {
        return place(json.path("scenes").path(0).path("nodes").path(0).asInt(), identity(), wanted, joints, robot);
    }

    private double[] place(int index, double[] outer, JsonNode wanted, List<Double> joints, String robot) {
        JsonNode node = json.path("nodes").path(index);
        double[] here = times(outer, local(node, joints, robot));
        if (node.equals(wanted)) {
            return new double[] {here[12], here[13], here[14]};
        }
        for (JsonNode child : node.path("children")) {
            double[] found = place(child.asInt(), here, wanted, joints, robot);
            if (found.length > 0) {
                return found;
            }
        }
        return new double[0];
    }

    /** What a viewer makes of a node; a joint of the robot by its axis and its value, as the manual says. */
    private double[] local(JsonNode node, List<Double> joints, String robot) {
        JsonNode extras = node.path("extras");
        JsonNode translation = node.path("translation");
        JsonNode rotation = node.path("rotation");
        if (extras.path("kind").asString("").equals("joint")
                && extras.path("robot").asString("").equals(robot)) {
            double value = joints.get(number(robot, extras.path("joint").asString("")));
            JsonNode axis = extras.path("axis");
            Vector way = new Vector(at(axis, 0), at(axis, 1), at(axis, 2));
            return extras.path("type").asString("").equals("prismatic")
                    ? matrix(Turn.NONE, way.times(value))
                    : matrix(Turn.about(way, value), Vector.ZERO);
        }
        Turn turn = rotation.isMissingNode()
                ? Turn.NONE
                : new Turn(at(rotation, 0), at(rotation, 1), at(rotation, 2), at(rotation, 3));
        return matrix(turn, new Vector(at(translation, 0), at(translation, 1), at(translation, 2)));
    }

    private int number(String robot, String joint) {
        List<String> order = robot.startsWith("FR") || robot.startsWith("DA")
                ? List.of("j1", "j2", "j3", "j4", "j5", "j6")
                : List.of("x", "y", "z", "c");
        return order.indexOf(joint);
    }

    private static double at(JsonNode list, int index) {
        return list.path(index).asDouble(0);
    }

    private static double[] identity() {
        return matrix(Turn.NONE, Vector.ZERO);
    }

    /** Column by column, from a unit quaternion and a way. */
    private static double[] matrix(Turn turn, Vector way) {
        double x = turn.x();
        double y = turn.y();
        double z = turn.z();
        double w = turn.w();
        return new double[] {
            1 - 2 * (y * y + z * z),
            2 * (x * y + z * w),
            2 * (x * z - y * w),
            0,
            2 * (x * y - z * w),
            1 - 2 * (x * x + z * z),
            2 * (y * z + x * w),
            0,
            2 * (x * z + y * w),
            2 * (y * z - x * w),
            1 - 2 * (x * x + y * y),
            0,
            way.x(),
            way.y(),
            way.z(),
            1
        };
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = new double[MATRIX];
        for (int column = 0; column < 4; column++) {
            for (int row = 0; row < 4; row++) {
                for (int k = 0; k < 4; k++) {
                    product[column * 4 + row] += a[k * 4 + row] * b[column * 4 + k];
                }
            }
        }
        return product;
    }
}
