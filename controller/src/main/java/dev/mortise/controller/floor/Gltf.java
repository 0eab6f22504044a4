package dev.mortise.controller.floor;

import dev.mortise.controller.domain.plant.PlantSpec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies as glTF 2.0 (ISO/IEC 12113), binary: one file with its geometry in it. */
public final class Gltf {

    /** Section 4.4.2 of the specification: "glTF", 2, "JSON", "BIN". */
    private static final int MAGIC = 0x46546C67;

    private static final int VERSION = 2;
    private static final int JSON_CHUNK = 0x4E4F534A;
    private static final int BINARY_CHUNK = 0x004E4942;
    private static final int HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int ALIGNMENT = 4;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode nodes = JSON.createArrayNode();
    private final ArrayNode meshes = JSON.createArrayNode();
    private final ArrayNode materials = JSON.createArrayNode();
    private final Map<List<Shape>, Integer> meshOf = new LinkedHashMap<>();
    private final Map<Paint, Integer> materialOf = new EnumMap<>(Paint.class);
    private final GltfBuffer buffer = new GltfBuffer();

    private Gltf() {}

    /**
     * The plant as its file states it, robots at home. The same plant gives the same bytes.
     *
     * <p>A node's {@code extras} say what it is: {@code kind} cell, buffer, transporter, robot (each with {@code id}) or joint. A joint's
     * node stands at {@code axis} times its value (prismatic, m) or is turned about {@code axis} by it (revolute, rad) and by nothing else.
     */
    public static byte[] glb(PlantSpec plant) {
        return new Gltf().write(FloorBody.of(plant));
    }

    private byte[] write(Body floor) {
        root.putObject("asset").put("version", "2.0").put("generator", "Mortise");
        root.put("scene", 0);
        // the plant's z is up, glTF's y
        int top = node(floor.turned(Turn.about(Vector.X, -Math.PI / 2)));
        root.putArray("scenes")
                .addObject()
                .put("name", floor.name())
                .putArray("nodes")
                .add(top);
        root.set("nodes", nodes);
        root.set("meshes", meshes);
        root.set("materials", materials);
        byte[] binary = buffer.describeIn(root);
        return file(root.toString().getBytes(StandardCharsets.UTF_8), binary);
    }

    private int node(Body body) {
        List<Integer> children = body.fixed().stream().map(this::node).toList();
        ObjectNode node = nodes.addObject().put("name", body.name());
        Vector place = body.place();
        if (!place.equals(Vector.ZERO)) {
            node.putArray("translation").add(place.x()).add(place.y()).add(place.z());
        }
        Turn turn = body.turn();
        if (!turn.equals(Turn.NONE)) {
            node.putArray("rotation").add(turn.x()).add(turn.y()).add(turn.z()).add(turn.w());
        }
        if (!body.shapes().isEmpty()) {
            node.put("mesh", mesh(body.shapes(), body.name()));
        }
        if (!children.isEmpty()) {
            children.forEach(node.putArray("children")::add);
        }
        if (!body.facts().isEmpty()) {
            node.set("extras", JSON.valueToTree(body.facts()));
        }
        return nodes.size() - 1;
    }

    /** Bodies of the same shapes share one. */
    private int mesh(List<Shape> shapes, String name) {
        return meshOf.computeIfAbsent(shapes, made -> {
            Map<Paint, List<Shape>> byPaint = new EnumMap<>(Paint.class);
            made.forEach(shape -> byPaint.computeIfAbsent(shape.paint(), paint -> new ArrayList<>())
                    .add(shape));
            ObjectNode mesh = meshes.addObject().put("name", name);
            ArrayNode primitives = mesh.putArray("primitives");
            byPaint.forEach((paint, painted) -> {
                Surface surface = Surface.of(painted);
                ObjectNode primitive = primitives.addObject();
                primitive
                        .putObject("attributes")
                        .put("POSITION", buffer.points(surface.points()))
                        .put("NORMAL", buffer.directions(surface.normals()));
                primitive.put("indices", buffer.corners(surface.corners()));
                primitive.put("material", material(paint));
            });
            return meshes.size() - 1;
        });
    }

    private int material(Paint paint) {
        return materialOf.computeIfAbsent(paint, used -> {
            ObjectNode matt = materials.addObject().put("name", used.title()).putObject("pbrMetallicRoughness");
            matt.putArray("baseColorFactor")
                    .add(used.red())
                    .add(used.green())
                    .add(used.blue())
                    .add(1.0);
            matt.put("metallicFactor", 0.0).put("roughnessFactor", 0.9);
            return materials.size() - 1;
        });
    }

    private static byte[] file(byte[] json, byte[] binary) {
        int jsonBytes = aligned(json.length);
        int binaryBytes = aligned(binary.length);
        int all = HEADER_BYTES + CHUNK_HEADER_BYTES + jsonBytes + CHUNK_HEADER_BYTES + binaryBytes;
        ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES + CHUNK_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(MAGIC).putInt(VERSION).putInt(all).putInt(jsonBytes).putInt(JSON_CHUNK);
        ByteBuffer second = ByteBuffer.allocate(CHUNK_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        second.putInt(binaryBytes).putInt(BINARY_CHUNK);
        ByteArrayOutputStream out = new ByteArrayOutputStream(all);
        out.writeBytes(head.array());
        out.writeBytes(json);
        out.writeBytes(" ".repeat(jsonBytes - json.length).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(second.array());
        out.writeBytes(binary);
        out.writeBytes(new byte[binaryBytes - binary.length]);
        return out.toByteArray();
    }

    private static int aligned(int bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
