package dev.mortise.controller.adapter.web;

import io.javalin.http.Handler;
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
    static final List<String> SCRIPTS =
            List.of("app.js", "dom.js", "acts.js", "why.js", "chart.js", "line.js", "cell.js", "rack.js", "alarms.js");

    private Routes() {}

    static List<Route> of(Web.Setup setup, Gauges gauges) {
        List<Route> routes = new ArrayList<>(Reading.routes(setup));
        routes.addAll(Acting.routes(setup));
        routes.addAll(AlarmRoutes.routes(setup));
        routes.add(new Route("GET", "/livez", context -> context.result("alive\n")));
        routes.add(new Route("GET", "/readyz", context -> {
            boolean ready = setup.ready().getAsBoolean();
            context.status(ready ? 200 : UNAVAILABLE).result(ready ? "ready\n" : "not ready\n");
        }));
        routes.add(new Route(
                "GET",
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(gauges.scrape())));
        routes.add(new Route(
                "GET",
                "/version",
                context -> context.contentType("application/json")
                        .result(Json.write(Map.of("version", setup.version())))));
        routes.add(file("/openapi.yaml", "openapi.yaml", "application/yaml"));
        routes.add(file("/", "index.html", "text/html; charset=utf-8"));
        SCRIPTS.forEach(name -> routes.add(file("/" + name, name, "text/javascript; charset=utf-8")));
        routes.add(file("/style.css", "style.css", "text/css; charset=utf-8"));
        return routes;
    }

    private static Route file(String path, String resource, String type) {
        String text = resource(resource);
        Handler handler = context -> context.contentType(type).result(text);
        return new Route("GET", path, handler);
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
