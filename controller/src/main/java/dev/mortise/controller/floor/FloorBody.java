package dev.mortise.controller.floor;

import static dev.mortise.controller.floor.Shape.at;
import static dev.mortise.controller.floor.Shape.box;

import dev.mortise.controller.domain.plant.BufferSpec;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.FloorPlace;
import dev.mortise.controller.domain.plant.FloorPlan;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.plant.PlantSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The whole plant: floor, aisle, vehicle, cells, buffers, robots. What no file states (sizes of cells) is what people know. */
final class FloorBody {

    /** Sides of a cell, m. */
    private static final double CELL = 3.6;

    /** From a cell's middle to where its robot counts from, m: with a gantry's approach and stroke the gripper is at a rack's face. */
    private static final double ROBOT_Y = -0.65;

    /** Between two robots of a cell, m. */
    private static final double ROBOT_PITCH = 1.2;

    private static final double RACK_PITCH = 0.9;
    private static final double MARGIN = 3;
    private static final double LINE = 0.07;

    private final Map<PlaceId, FloorPlace> places;

    private FloorBody(PlantSpec plant) {
        this.places = FloorPlan.of(plant);
    }

    static Body of(PlantSpec plant) {
        FloorBody floor = new FloorBody(plant);
        List<Body> all = new ArrayList<>();
        PlaceId dock = PlaceId.of(plant.transporter().id());
        all.add(floor.ground());
        floor.aisle(Stream.concat(plant.buffers().stream().map(BufferSpec::id), Stream.of(dock))
                        .map(floor::place)
                        .toList())
                .forEach(all::add);
        all.add(vehicle(floor.place(dock)));
        plant.cells().forEach(cell -> all.add(floor.cell(cell)));
        plant.buffers().forEach(buffer -> all.add(floor.buffer(buffer)));
        all.add(floor.dock(plant.transporter()));
        return Body.of("plant", Vector.ZERO, List.of(), all)
                .known(Map.of("kind", "plant", "plant", plant.name(), "line", plant.line()));
    }

    private FloorPlace place(PlaceId id) {
        return Objects.requireNonNull(places.get(id));
    }

    private Body ground() {
        double left = places.values().stream().mapToDouble(FloorPlace::x).min().orElse(0) - MARGIN;
        double right = places.values().stream().mapToDouble(FloorPlace::x).max().orElse(0) + MARGIN;
        double near = places.values().stream().mapToDouble(FloorPlace::y).min().orElse(0) - MARGIN;
        double far = places.values().stream().mapToDouble(FloorPlace::y).max().orElse(0) + MARGIN;
        return sheet("ground", right - left, far - near, at((left + right) / 2, (near + far) / 2, -0.005), Paint.FLOOR);
    }

    private static Body sheet(String name, double width, double depth, Vector middle, Paint paint) {
        return Body.of(name, middle, List.of(new Shape.Sheet(width, depth, Vector.ZERO, paint)), List.of());
    }

    /** Where racks go: between the transporter's dock and the buffers; none where all of them stand in one spot. */
    private Stream<Body> aisle(List<FloorPlace> ends) {
        double left = ends.stream().mapToDouble(FloorPlace::x).min().orElse(0);
        double right = ends.stream().mapToDouble(FloorPlace::x).max().orElse(0);
        double y = ends.stream().mapToDouble(FloorPlace::y).average().orElse(0);
        double x = (left + right) / 2;
        return right <= left
                ? Stream.of()
                : Stream.of(
                        sheet("aisle", right - left, 1.9, at(x, y, 0.002), Paint.LANE),
                        sheet("aisle_near", right - left, 0.06, at(x, y - 0.95, 0.004), Paint.EDGE),
                        sheet("aisle_far", right - left, 0.06, at(x, y + 0.95, 0.004), Paint.EDGE));
    }

    private static Body vehicle(FloorPlace dock) {
        return Body.of(
                        "vehicle",
                        at(dock.x(), dock.y(), 0),
                        List.of(
                                box(at(0.75, 1.25, 0.2), at(0, 0, 0.16), Paint.VEHICLE),
                                box(at(0.8, 0.3, 0.08), at(0, -0.4, 0.29), Paint.DARK)),
                        List.of())
                .known(Map.of("kind", "vehicle"));
    }

    private static Body standing(String id, String kind, FloorPlace at, Vector size, List<Body> things) {
        List<Body> fixed = new ArrayList<>();
        fixed.add(edge(id, size.x(), size.y()));
        fixed.addAll(things);
        return Body.of(
                        id,
                        at(at.x(), at.y(), 0),
                        List.of(new Shape.Sheet(size.x(), size.y(), at(0, 0, 0.012), Paint.MAT)),
                        fixed)
                .turned(Turn.about(Vector.Z, Math.toRadians(at.turnDegrees())))
                .known(Map.of("kind", kind, "id", id));
    }

    private static Body edge(String id, double width, double depth) {
        double z = 0.016;
        return Body.of(
                        id + "_edge",
                        Vector.ZERO,
                        List.of(
                                new Shape.Sheet(width, LINE, at(0, -depth / 2, z), Paint.EDGE),
                                new Shape.Sheet(width, LINE, at(0, depth / 2, z), Paint.EDGE),
                                new Shape.Sheet(LINE, depth, at(-width / 2, 0, z), Paint.EDGE),
                                new Shape.Sheet(LINE, depth, at(width / 2, 0, z), Paint.EDGE)),
                        List.of())
                .known(Map.of("kind", "edge", "id", id));
    }

    private Body cell(CellSpec cell) {
        List<Body> things = new ArrayList<>();
        String id = cell.id().value();
        things.add(cabinet(id + "_cabinet", -1.3, -1.35));
        if (cell.robots().isEmpty()) { // testers stand where another cell has its robot
            things.add(cabinet(id + "_tester-1", -0.45, -0.9));
            things.add(cabinet(id + "_tester-2", 0.45, -0.9));
        }
        for (int i = 0; i < cell.robots().size(); i++) {
            things.add(RobotBody.of(cell.robots().get(i), at(i * ROBOT_PITCH, ROBOT_Y, 0)));
        }
        return standing(id, "cell", place(PlaceId.of(cell.id())), at(CELL, CELL, 0), things);
    }

    private static Body cabinet(String name, double x, double y) {
        return Body.of(
                name,
                at(x, y, 0),
                List.of(
                        box(at(0.7, 0.55, 1.7), at(0, 0, 0.85), Paint.CABINET),
                        box(at(0.42, 0.02, 0.3), at(0, 0.28, 1.35), Paint.SCREEN),
                        box(at(0.7, 0.55, 0.06), at(0, 0, 1.73), Paint.DARK)),
                List.of());
    }

    private Body buffer(BufferSpec buffer) {
        double width = Math.max(1.2, RACK_PITCH * buffer.racks() + 0.3);
        return standing(buffer.id().value(), "buffer", place(buffer.id()), at(width, 1.7, 0), List.of());
    }

    private Body dock(CellSpec transporter) {
        String id = transporter.id().value();
        List<Body> robots = new ArrayList<>();
        for (int i = 0; i < transporter.robots().size(); i++) {
            robots.add(RobotBody.of(transporter.robots().get(i), at(i * ROBOT_PITCH, ROBOT_Y, 0)));
        }
        return standing(id, "transporter", place(PlaceId.of(transporter.id())), at(1.8, 2.2, 0), robots);
    }
}
