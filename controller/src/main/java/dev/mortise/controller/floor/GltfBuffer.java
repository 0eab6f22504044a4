package dev.mortise.controller.floor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The numbers of a file, and what says where they are: points and directions in one view, corners in another. */
final class GltfBuffer {

    private static final int FLOAT = 5126;
    private static final int UNSIGNED_SHORT = 5123;
    private static final int VERTICES = 34962;
    private static final int INDICES = 34963;
    private static final int VECTOR_BYTES = 3 * Float.BYTES;

    /** What an unsigned short counts to; 65535 itself means something else. A surface of one paint of one body has some hundred. */
    private static final int POINTS_MAX = 65_535;

    private final ArrayNode accessors = JsonMapper.shared().createArrayNode();
    private final List<Vector> vectors = new ArrayList<>();
    private final List<Integer> corners = new ArrayList<>();

    /** Where something is drawn: its bounds are said, too. */
    int points(List<Vector> points) {
        if (points.size() > POINTS_MAX) {
            throw new IllegalArgumentException("a surface has " + points.size() + " points, allowed are " + POINTS_MAX);
        }
        ObjectNode accessor = vectors(points);
        bounds(accessor.putArray("min"), points, true);
        bounds(accessor.putArray("max"), points, false);
        return accessors.size() - 1;
    }

    /** As they are in the file, which has fewer digits than the numbers that they come from. */
    private static void bounds(ArrayNode bounds, List<Vector> points, boolean low) {
        for (ToDoubleFunction<Vector> part : List.<ToDoubleFunction<Vector>>of(Vector::x, Vector::y, Vector::z)) {
            double bound = points.stream()
                    .mapToDouble(point -> (float) part.applyAsDouble(point))
                    .reduce(low ? Math::min : Math::max)
                    .orElseThrow();
            bounds.add(bound);
        }
    }

    /** Of length 1. */
    int directions(List<Vector> directions) {
        vectors(directions);
        return accessors.size() - 1;
    }

    private ObjectNode vectors(List<Vector> added) {
        ObjectNode accessor = accessors
                .addObject()
                .put("bufferView", 0)
                .put("byteOffset", vectors.size() * VECTOR_BYTES)
                .put("componentType", FLOAT)
                .put("count", added.size())
                .put("type", "VEC3");
        vectors.addAll(added);
        return accessor;
    }

    /** Three a triangle, each the number of a point. */
    int corners(List<Integer> added) {
        accessors
                .addObject()
                .put("bufferView", 1)
                .put("byteOffset", corners.size() * Short.BYTES)
                .put("componentType", UNSIGNED_SHORT)
                .put("count", added.size())
                .put("type", "SCALAR");
        corners.addAll(added);
        return accessors.size() - 1;
    }

    /** Says in a file where everything is, and gives the bytes. */
    byte[] describeIn(ObjectNode root) {
        int vectorBytes = vectors.size() * VECTOR_BYTES;
        int cornerBytes = corners.size() * Short.BYTES;
        root.set("accessors", accessors);
        ArrayNode views = root.putArray("bufferViews");
        views.addObject()
                .put("buffer", 0)
                .put("byteOffset", 0)
                .put("byteLength", vectorBytes)
                .put("byteStride", VECTOR_BYTES)
                .put("target", VERTICES);
        views.addObject()
                .put("buffer", 0)
                .put("byteOffset", vectorBytes)
                .put("byteLength", cornerBytes)
                .put("target", INDICES);
        root.putArray("buffers").addObject().put("byteLength", vectorBytes + cornerBytes);
        ByteBuffer bytes = ByteBuffer.allocate(vectorBytes + cornerBytes).order(ByteOrder.LITTLE_ENDIAN);
        vectors.forEach(vector ->
                bytes.putFloat((float) vector.x()).putFloat((float) vector.y()).putFloat((float) vector.z()));
        corners.forEach(corner -> bytes.putShort((short) (int) corner));
        return bytes.array();
    }
}
