package dev.mortise.controller.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.config.PlantFile;
import dev.mortise.controller.domain.kinematics.Arm;
import dev.mortise.controller.domain.kinematics.Place;
import dev.mortise.controller.domain.plant.BufferSpec;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.plant.RobotSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The shipped plant as glTF 2.0, read back by the rules of its specification. */
class GltfTest {

    private static final int MAGIC = 0x46546C67;
    private static final int FLOAT = 5126;
    private static final int UNSIGNED_SHORT = 5123;
    private static final double EXACT = 1e-9;
    private static final double AS_A_FLOAT = 1e-6;

    private final PlantSpec plant =
            PlantFile.load(Path.of("src/main/dist/conf/plant.yaml")).value().orElseThrow();
    private final GlbFile file = GlbFile.read(Gltf.glb(plant));

    @Test
    void theFileIsAsLongAsItSaysAndItsChunksAreAligned() {
        assertThat(file.magic()).isEqualTo(MAGIC);
        assertThat(file.said()).isEqualTo(file.length());
        assertThat(file.chunkBytes()).allMatch(bytes -> bytes % 4 == 0);
        assertThat(12
                        + 2 * 8
                        + file.chunkBytes().stream().mapToInt(bytes -> bytes).sum())
                .isEqualTo(file.length());
        assertThat(file.json().path("asset").path("version").asString()).isEqualTo("2.0");
        int buffer = file.json().path("buffers").path(0).path("byteLength").asInt();
        assertThat(file.chunkBytes().get(1) - buffer).as("padding").isBetween(0, 3);
        assertThat(file.json().path("buffers").path(0).has("uri"))
                .as("a buffer from elsewhere")
                .isFalse();
    }

    @Test
    void everyAccessorLiesAlignedWithinItsViewAndEveryViewWithinTheBuffer() {
        int buffer = file.json().path("buffers").path(0).path("byteLength").asInt();
        for (JsonNode view : file.json().path("bufferViews")) {
            assertThat(view.path("byteOffset").asInt() % 4).isZero();
            assertThat(view.path("byteOffset").asInt() + view.path("byteLength").asInt())
                    .isLessThanOrEqualTo(buffer);
        }
        for (JsonNode accessor : file.json().path("accessors")) {
            boolean vector = accessor.path("type").asString().equals("VEC3");
            int bytes = vector ? 12 : 2;
            JsonNode view = file.json()
                    .path("bufferViews")
                    .path(accessor.path("bufferView").asInt());
            assertThat(accessor.path("componentType").asInt()).isEqualTo(vector ? FLOAT : UNSIGNED_SHORT);
            assertThat(file.offset(accessor) % (vector ? 4 : 2)).isZero();
            assertThat(accessor.path("count").asInt()).isPositive();
            assertThat(accessor.path("byteOffset").asInt()
                            + bytes * accessor.path("count").asInt())
                    .isLessThanOrEqualTo(view.path("byteLength").asInt());
        }
    }

    @Test
    void theBoundsOfEverySurfaceAreThoseOfItsPoints() {
        primitives().forEach(primitive -> {
            int index = primitive.path("attributes").path("POSITION").asInt();
            List<float[]> points = file.vectors(index);
            for (int axis = 0; axis < 3; axis++) {
                int part = axis;
                assertThat(file.accessor(index).path("min").path(axis).asDouble())
                        .isEqualTo(points.stream()
                                .mapToDouble(point -> point[part])
                                .min()
                                .orElseThrow());
                assertThat(file.accessor(index).path("max").path(axis).asDouble())
                        .isEqualTo(points.stream()
                                .mapToDouble(point -> point[part])
                                .max()
                                .orElseThrow());
            }
        });
    }

    @Test
    void everyTriangleIsSeenFromWhereItsCornersLook() {
        primitives().forEach(primitive -> {
            List<float[]> points =
                    file.vectors(primitive.path("attributes").path("POSITION").asInt());
            List<float[]> normals =
                    file.vectors(primitive.path("attributes").path("NORMAL").asInt());
            List<Integer> corners = file.corners(primitive.path("indices").asInt());
            assertThat(normals).hasSameSizeAs(points).allMatch(normal -> Math.abs(length(normal) - 1) < AS_A_FLOAT);
            assertThat(corners.size() % 3).isZero();
            assertThat(corners).allMatch(corner -> corner < points.size());
            for (int i = 0; i < corners.size(); i += 3) {
                float[] out = cross(
                        points.get(corners.get(i)), points.get(corners.get(i + 1)), points.get(corners.get(i + 2)));
                for (int k = 0; k < 3; k++) {
                    assertThat(dot(out, normals.get(corners.get(i + k)))).isPositive();
                }
            }
        });
    }

    @Test
    void everyNodeHasOneParentAndHangsOnTheScene() {
        Set<Integer> seen = new HashSet<>();
        int top = file.json().path("scenes").path(0).path("nodes").path(0).asInt();
        walk(top, seen);

        assertThat(file.json().path("scene").asInt()).isZero();
        assertThat(seen).hasSize(file.json().path("nodes").size());
        for (JsonNode node : file.json().path("nodes")) {
            JsonNode turn = node.path("rotation");
            if (!turn.isMissingNode()) {
                double length = turn.valueStream()
                        .mapToDouble(part -> part.asDouble() * part.asDouble())
                        .sum();
                assertThat(length).isCloseTo(1, within(EXACT));
            }
        }
    }

    private void walk(int index, Set<Integer> seen) {
        assertThat(seen.add(index)).as("node " + index + " is reached once").isTrue();
        JsonNode children = file.json().path("nodes").path(index).path("children");
        assertThat(children.isMissingNode() || !children.isEmpty()).isTrue();
        children.forEach(child -> walk(child.asInt(), seen));
    }

    @Test
    void everythingOfThePlantIsInItUnderItsIdAndEveryJointWithItsLimits() {
        for (CellSpec cell : plant.cells()) {
            file.node("cell", cell.id().value());
        }
        for (BufferSpec buffer : plant.buffers()) {
            file.node("buffer", buffer.id().value());
        }
        file.node("transporter", plant.transporter().id().value());
        int joints = 0;
        for (RobotSpec robot : robots().toList()) {
            file.node("robot", robot.id().value());
            for (RobotSpec.JointSpec joint : robot.joints()) {
                JsonNode extras =
                        file.node("joint", robot.id() + "_" + joint.name()).path("extras");
                assertThat(extras.path("robot").asString()).isEqualTo(robot.id().value());
                assertThat(extras.path("joint").asString()).isEqualTo(joint.name());
                assertThat(extras.path("type").asString()).isEqualTo(joint.prismatic() ? "prismatic" : "revolute");
                assertThat(extras.path("min").asDouble()).isEqualTo(joint.min());
                assertThat(extras.path("max").asDouble()).isEqualTo(joint.max());
                joints++;
            }
        }
        assertThat(joints).isEqualTo(3 * 4 + 2 * 6);
    }

    @Test
    void theHandOfAGantryIsWhereItsAxesSay() {
        JsonNode hand = file.node("joint", "HV-1_c");

        // TRAY-A stands at x 0, y -3 and its robot counts from 0.65 m before its middle; y is up in the file, -z is
        // away
        assertThat(file.place(hand, List.of(0.3, 0.6, 1.2, 0.0), "HV-1"))
                .containsExactly(new double[] {0.3, 1.2, 3.65 - 0.6}, within(EXACT));
        assertThat(file.place(hand, List.of(0.0, 0.0, 0.0, 0.0), "nobody"))
                .as("at home")
                .containsExactly(new double[] {0, 1, 3.65}, within(EXACT));
    }

    @Test
    void anArmWithoutGeometryReachesAsFarAsItsLinksAndItsFirstAxisTurnsItAboutItsFoot() {
        JsonNode flange = file.node("joint", "DA-1_j6");
        double height = 0.55 + 0.26;
        double reach = 0.72 + 0.62 + 0.2;
        double[] foot = file.place(flange, List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0), "DA-1");

        assertThat(foot[1]).isCloseTo(height, within(EXACT));
        assertThat(file.place(flange, List.of(Math.PI / 2, 0.0, 0.0, 0.0, 0.0, 0.0), "DA-1"))
                .containsExactly(new double[] {foot[0] - reach, height, foot[2] + reach}, within(EXACT));
        assertThat(file.place(flange, List.of(0.0, 0.5, 0.0, 0.0, 0.0, 0.0), "DA-1")[1])
                .as("a positive second axis lowers it")
                .isCloseTo(height - reach * Math.sin(0.5), within(EXACT));
    }

    /** The model and the motion have one geometry: where the tool is drawn, it is led to. */
    @Test
    void theToolOfAnArmIsWhereItsGeometryPutsItHoweverItsJointsStand() {
        RobotSpec robot = robots().filter(one -> one.id().value().equals("FR-1"))
                .findFirst()
                .orElseThrow();
        Arm arm = new Arm(robot.geometry().orElseThrow());
        Place place = new Place();
        JsonNode tool = file.node("tool", "FR-1_tool");
        Random chance = new Random(3);
        for (int run = 0; run < 50; run++) {
            double[] axes = robot.joints().stream()
                    .mapToDouble(joint -> joint.min() + (joint.max() - joint.min()) * chance.nextDouble())
                    .toArray();
            arm.place(axes, 0, place);

            // FRAME-A stands at x -8, y -3; the robot's x shows to the dock, away from whoever looks
            assertThat(file.place(tool, Arrays.stream(axes).boxed().toList(), "FR-1"))
                    .containsExactly(
                            new double[] {-8 - place.metres(1), place.metres(2), 3.65 - place.metres(0)},
                            within(EXACT));
        }
    }

    @Test
    void aPlantGivesTheSameBytesEachTime() {
        assertThat(Gltf.glb(plant)).isEqualTo(Gltf.glb(plant));
    }

    @Test
    void whatIsTheSameIsThereOnce() {
        long cabinets = file.json()
                .path("nodes")
                .valueStream()
                .filter(node -> node.path("name").asString("").endsWith("_cabinet"))
                .map(node -> node.path("mesh").asInt())
                .distinct()
                .count();

        assertThat(cabinets).isEqualTo(1);
        assertThat(file.length()).isLessThan(150_000);
    }

    private Stream<RobotSpec> robots() {
        return plant.allCells().flatMap(cell -> cell.robots().stream());
    }

    private Stream<JsonNode> primitives() {
        return file.json()
                .path("meshes")
                .valueStream()
                .flatMap(mesh -> mesh.path("primitives").valueStream());
    }

    private static float[] cross(float[] a, float[] b, float[] c) {
        float[] u = {b[0] - a[0], b[1] - a[1], b[2] - a[2]};
        float[] v = {c[0] - a[0], c[1] - a[1], c[2] - a[2]};
        return new float[] {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    }

    private static float dot(float[] a, float[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double length(float[] vector) {
        return Math.sqrt(dot(vector, vector));
    }
}
