package dev.mortise.controller.adapter.web;

import io.javalin.http.Handler;
import io.javalin.http.sse.SseHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every route there is. */
final class Routes {

    static final String EVENTS = "/api/v1/events";

    private static final int UNAVAILABLE = 503;

    /** Modules of the pages: one shell, one page each. */
    static final List<String> SCRIPTS = List.of(
            "app.js",
            "dom.js",
            "acts.js",
            "why.js",
            "needs.js",
            "asbuilt.js",
            "chart.js",
            "line.js",
            "orders.js",
            "past.js",
            "floor.js",
            "scene.js",
            "bodies.js",
            "cell.js",
            "trends.js",
            "rack.js",
            "alarms.js",
            "who.js",
            "timeline.js",
            "words.js",
            "oee.js");

    private Routes() {}

    static List<Route> of(Web.Setup setup, Gauges gauges, Events events, LogInDesk logIn) {
        List<Route> routes = new ArrayList<>(Reading.routes(setup));
        routes.addAll(Reading.ofNow(setup));
        routes.add(Timelines.route(setup));
        routes.add(OeeRoutes.route(setup));
        routes.addAll(Acting.routes(setup));
        routes.addAll(OrderRoutes.routes(setup));
        routes.addAll(TrendRoutes.routes(setup));
        routes.addAll(FloorRoutes.routes(setup));
        routes.addAll(Three.routes());
        routes.addAll(Languages.routes());
        routes.addAll(AlarmRoutes.routes(setup));
        routes.addAll(logIn.routes());
        routes.add(new Route("GET", EVENTS, Need.READ, new SseHandler(events::join)));
        routes.add(new Route("GET", "/livez", Need.NOTHING, context -> context.result("alive\n")));
        routes.add(new Route("GET", "/readyz", Need.NOTHING, context -> {
            boolean ready = setup.ready().getAsBoolean();
            context.status(ready ? 200 : UNAVAILABLE).result(ready ? "ready\n" : "not ready\n");
        }));
        routes.add(new Route(
                "GET",
                "/metrics",
                metricsNeed(setup.admission()),
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(gauges.scrape())));
        routes.add(new Route(
                "GET",
                "/version",
                Need.NOTHING,
                context -> context.contentType("application/json")
                        .result(Json.write(Map.of("version", setup.version())))));
        routes.add(file("/openapi.yaml", Need.READ, "openapi.yaml", "application/yaml"));
        routes.add(file("/", Need.NOTHING, "index.html", "text/html; charset=utf-8"));
        SCRIPTS.forEach(name -> routes.add(file("/" + name, Need.NOTHING, name, "text/javascript; charset=utf-8")));
        routes.add(file("/style.css", Need.NOTHING, "style.css", "text/css; charset=utf-8"));
        return routes;
    }

    private static Need metricsNeed(Web.Admission admission) {
        return admission instanceof Web.Admission.Users users && !users.openMetrics() ? Need.READ : Need.NOTHING;
    }

    static Route file(String path, Need need, String resource, String type) {
        String text = resource(resource);
        Handler handler = context -> context.contentType(type).result(text);
        return new Route("GET", path, need, handler);
    }

    static String resource(String name) {
        try (InputStream in = Routes.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("web/" + name + " is missing from the controller jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
