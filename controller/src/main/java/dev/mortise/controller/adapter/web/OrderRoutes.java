package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.job.JobState;
import dev.mortise.controller.domain.process.RackType;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.JobStates;
import dev.mortise.controller.port.PlantView;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is ordered, and ordering: an order is a rack, its serial the order's id, as OPC 10031-4 has it at the other door. */
final class OrderRoutes {

    private static final int CREATED = 201;

    private final Desk desk;
    private final Board board;
    private final Site site;

    private OrderRoutes(Web.Setup setup) {
        this.desk = setup.desk();
        this.board = setup.board();
        this.site = setup.site();
    }

    /** What there is to order, and what is ordered. */
    private record Answer(List<TypePicture> types, List<OrderPicture> orders) {}

    private record TypePicture(String id, String revision, int operations) {}

    /**
     * One order.
     *
     * @param state name in OPC 10031-4
     * @param orderedBy empty of one that has left the line: its record says it
     * @param why what it waits for, or what is done
     */
    private record OrderPicture(
            String id,
            String type,
            String state,
            boolean over,
            int priority,
            String orderedBy,
            Optional<Instant> orderedAt,
            String place,
            String why) {

        static OrderPicture of(PlantView.RackView rack, PlantView view) {
            Optional<PlantView.Ordered> ordered = rack.wanted().ordered();
            var state = JobStates.of(rack, view);
            return new OrderPicture(
                    rack.id(),
                    rack.type(),
                    state.text(),
                    state.over(),
                    rack.wanted().priority(),
                    ordered.map(PlantView.Ordered::by).orElse(""),
                    ordered.map(PlantView.Ordered::at),
                    rack.place(),
                    rack.why());
        }

        static OrderPicture then(JsonNode rack, JsonNode plant) {
            JsonNode wanted = rack.path("wanted");
            JsonNode ordered = wanted.path("ordered");
            JobState state = OrdersThen.of(rack, plant);
            return new OrderPicture(
                    rack.path("id").asString(""),
                    rack.path("type").asString(""),
                    state.text(),
                    state.over(),
                    wanted.path("priority").asInt(0),
                    ordered.path("by").asString(""),
                    Optional.of(ordered.path("at").asString(""))
                            .filter(at -> !at.isEmpty())
                            .map(Instant::parse),
                    rack.path("place").asString(""),
                    rack.path("why").asString(""));
        }
    }

    static List<Route> routes(Web.Setup setup) {
        OrderRoutes orders = new OrderRoutes(setup);
        return List.of(
                new Route("GET", "/api/v1/orders", Need.READ, new Past(setup.history()).or(orders::then, orders::list)),
                new Route("POST", "/api/v1/orders", new Need.To(Act.RUN), orders::order));
    }

    private void list(Context context) {
        PlantView view = board.now();
        Answer answer = answer(
                view.racks().stream().map(rack -> OrderPicture.of(rack, view)).toList());
        context.contentType("application/json").result(Json.write(answer));
    }

    private JsonNode then(JsonNode plant, Context context) {
        return Json.tree(answer(plant.path("racks")
                .valueStream()
                .map(rack -> OrderPicture.then(rack, plant))
                .toList()));
    }

    private Answer answer(List<OrderPicture> orders) {
        return new Answer(site.types().stream().map(OrderRoutes::picture).toList(), orders);
    }

    private static TypePicture picture(RackType type) {
        return new TypePicture(
                type.id(), type.revision(), type.plan().operations().size());
    }

    private void order(Context context) throws Problem {
        JsonNode body = Json.read(context);
        String type = Json.text(body, "type", "nvl72");
        boolean mayStart = !body.path("store").asBoolean(false);
        int priority = body.has("priority") ? priority(body) : 0;
        Desk.Order order = new Desk.Order(body.path("rack").asString(""), type, mayStart, priority);
        Acting.reply(context, desk.order(order, Visitor.of(context).name()), CREATED);
    }

    /** A whole number that the other door can tell as well: OPC 10031-4 has Int16. */
    static int priority(JsonNode body) throws Problem {
        JsonNode wanted = body.path("priority");
        if (!wanted.isIntegralNumber()
                || !wanted.canConvertToInt()
                || wanted.asInt() < Short.MIN_VALUE
                || wanted.asInt() > Short.MAX_VALUE) {
            throw Problem.badRequest(
                    "priority is " + (wanted.isMissingNode() ? "missing" : wanted) + "; expected a whole "
                            + "number from " + Short.MIN_VALUE + " to " + Short.MAX_VALUE + ", higher ones go first");
        }
        return wanted.asInt();
    }
}
