package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.plant.BufferSpec;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.FloorPlace;
import dev.mortise.controller.domain.plant.FloorPlan;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Standing;
import dev.mortise.controller.floor.Gltf;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The plant as a scene: what stands where, which never changes while a controller runs, and what is in the racks, now or then. */
final class FloorRoutes {

    private final Board board;
    private final Builds builds;
    private final Past past;
    private final Scene scene;
    private final PlantSpec plant;
    private Optional<byte[]> model = Optional.empty();

    private FloorRoutes(Web.Setup setup) {
        this.board = setup.board();
        this.builds = Builds.of(setup);
        this.past = new Past(setup.history());
        this.scene = scene(setup.site());
        this.plant = setup.site().plant();
    }

    /** Metres and degrees; x to the right, y away from whoever looks, z up. */
    private record Scene(List<PlacePicture> places, List<TypePicture> types) {}

    /**
     * Something that stands on the floor.
     *
     * @param kind cell, buffer or transporter
     * @param racks how many it has room for
     */
    private record PlacePicture(
            String id,
            String kind,
            String title,
            double x,
            double y,
            double turn,
            int racks,
            List<ArmPicture> robots,
            int tools) {}

    /**
     * A robot's axes, in the order in which its state has them.
     *
     * @param kinematics gantry or articulated
     */
    private record ArmPicture(String id, String kinematics, List<AxisPicture> axes) {}

    /** m or rad. */
    private record AxisPicture(String name, boolean prismatic, double min, double max) {}

    private record TypePicture(String id, List<RackType.Slot> slots) {}

    /**
     * A rack that is on the line.
     *
     * @param slots validity of the evidence that put the part in, by slot
     */
    private record RackPicture(String id, String type, String place, Map<String, String> slots) {}

    static List<Route> routes(Web.Setup setup) {
        FloorRoutes floor = new FloorRoutes(setup);
        return List.of(
                new Route("GET", "/api/v1/floor", Need.READ, context -> answer(context, floor.scene)),
                new Route(
                        "GET",
                        "/api/v1/floor.glb",
                        Need.READ,
                        context -> context.contentType("model/gltf-binary").result(floor.model())),
                new Route(
                        "GET",
                        "/api/v1/floor/racks",
                        Need.READ,
                        floor.past.or(floor::racksThen, context -> answer(context, floor.racks()))),
                new Route(
                        "GET",
                        "/api/v1/floor/robots",
                        Need.READ,
                        floor.past.or(
                                floor.past::robots,
                                context -> answer(
                                        context,
                                        Map.of(
                                                "robots",
                                                RobotPicture.of(setup.robots().get()),
                                                "unknown",
                                                "")))));
    }

    /** Made for the first who asks: a start waits for nobody who looks. */
    private synchronized byte[] model() {
        byte[] made = model.orElseGet(() -> Gltf.glb(plant));
        model = Optional.of(made);
        return made;
    }

    private static void answer(Context context, Object value) {
        context.contentType("application/json").result(Json.write(value));
    }

    private static Scene scene(Site site) {
        PlantSpec plant = site.plant();
        Map<PlaceId, FloorPlace> places = FloorPlan.of(plant);
        List<PlacePicture> all = Stream.of(
                        plant.cells().stream().map(cell -> cell(cell, "cell", place(places, PlaceId.of(cell.id())))),
                        plant.buffers().stream().map(buffer -> buffer(buffer, place(places, buffer.id()))),
                        Stream.of(plant.transporter())
                                .map(cell -> cell(cell, "transporter", place(places, PlaceId.of(cell.id())))))
                .flatMap(pictures -> pictures)
                .toList();
        return new Scene(all, site.types().stream().map(FloorRoutes::type).toList());
    }

    private static FloorPlace place(Map<PlaceId, FloorPlace> places, PlaceId id) {
        return Objects.requireNonNull(places.get(id));
    }

    private static TypePicture type(RackType type) {
        return new TypePicture(
                type.id(),
                type.slots().values().stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingInt(RackType.Slot::position))
                        .toList());
    }

    private static PlacePicture buffer(BufferSpec buffer, FloorPlace at) {
        return new PlacePicture(
                buffer.id().value(),
                "buffer",
                "buffer",
                at.x(),
                at.y(),
                at.turnDegrees(),
                buffer.racks(),
                List.of(),
                0);
    }

    private static PlacePicture cell(CellSpec cell, String kind, FloorPlace at) {
        return new PlacePicture(
                cell.id().value(),
                kind,
                cell.title(),
                at.x(),
                at.y(),
                at.turnDegrees(),
                1,
                cell.robots().stream().map(FloorRoutes::robot).toList(),
                cell.tools().size());
    }

    private static ArmPicture robot(RobotSpec robot) {
        return new ArmPicture(
                robot.id().value(),
                robot.kinematics() == RobotSpec.Kinematics.GANTRY ? "gantry" : "articulated",
                robot.joints().stream()
                        .map(joint -> new AxisPicture(joint.name(), joint.prismatic(), joint.min(), joint.max()))
                        .toList());
    }

    private List<RackPicture> racks() {
        return board.now().racks().stream()
                .filter(rack -> !rack.place().isEmpty())
                .map(rack -> rack(rack, board.build(new RackId(rack.id()))))
                .toList();
    }

    /** Where racks were is in what was shown; what was in them follows from as much of their history as there was then. */
    private JsonNode racksThen(JsonNode plant, Context context) throws Problem {
        List<RackPicture> racks = new ArrayList<>();
        for (JsonNode rack : plant.path("racks")) {
            String id = rack.path("id").asString("");
            String place = rack.path("place").asString("");
            if (!place.isEmpty()) {
                racks.add(rack(
                        id, rack.path("type").asString(""), place, past.build(context, builds.known(new RackId(id)))));
            }
        }
        return Json.tree(racks);
    }

    private static RackPicture rack(PlantView.RackView rack, Optional<RackBuild> build) {
        return rack(rack.id(), rack.type(), rack.place(), build);
    }

    private static RackPicture rack(String id, String type, String place, Optional<RackBuild> build) {
        return new RackPicture(id, type, place, build.map(FloorRoutes::slots).orElse(Map.of()));
    }

    private static Map<String, String> slots(RackBuild build) {
        Standing standing = build.standing();
        Map<String, String> slots = new LinkedHashMap<>();
        build.plan().operations().stream()
                .filter(operation ->
                        !operation.slot().isEmpty() && !operation.placedBy().isEmpty())
                .forEach(operation -> slots.put(
                        operation.slot(), standing.validity(operation.id()).name()));
        return slots;
    }
}
