package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.access.TlsKey;
import dev.mortise.controller.adapter.audit.Audit;
import dev.mortise.controller.adapter.audit.Deed;
import dev.mortise.controller.adapter.history.History;
import dev.mortise.controller.port.BlackBoxes;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.Time;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The HTTP door: API, live events, pages, health, metrics. Starts with {@link #start}, ends with close. */
public final class Web implements AutoCloseable {

    /** No request of the API is longer than a reason somebody types. */
    private static final long REQUEST_MAX_BYTES = 64 * 1_024;

    private static final String CONTENT_TYPE = "Content-Type";
    private static final int UNSUPPORTED = 415;
    private static final Pattern UTF_8 = Pattern.compile("(?i)[^;]*;\\s*charset=(utf-8|\"utf-8\")\\s*");

    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Javalin server;
    private final Events events;
    private final LogInDesk logIn;
    private final Connections connections;

    /** Who is let in. */
    public sealed interface Admission {

        /** Nobody is asked who they are, and everybody may do what can be done here. For simulations on one machine. */
        record Everybody() implements Admission {}

        /**
         * Who has logged in, for what their role allows.
         *
         * @param audit keeps log-ins and refusals; what is done is kept by the desk
         * @param openMetrics metrics are told to whoever asks, too
         */
        record Users(LogIns logIns, Audit audit, boolean openMetrics) implements Admission {
            public Users(LogIns logIns, boolean openMetrics) {
                this(logIns, Audit.NONE, openMetrics);
            }

            void note(String who, String act, String outcome) {
                audit.note(new Deed(who, Deed.HTTP, act, "", outcome));
            }
        }
    }

    /**
     * What the door opens on.
     *
     * @param port 0 takes a free one
     * @param site what the files say of the plant
     * @param tls key and certificate; without it everything between the machines can be read
     * @param ready whether the controller answers for its cells
     * @param history what people look back at
     */
    public record Setup(
            String bind,
            int port,
            Optional<TlsKey> tls,
            Admission admission,
            Desk desk,
            Board board,
            Supplier<List<RobotView>> robots,
            Site site,
            BlackBoxes blackBoxes,
            String version,
            BooleanSupplier ready,
            History history) {

        public String scheme() {
            return tls.isPresent() ? "https" : "http";
        }
    }

    private Web(Javalin server, Events events, LogInDesk logIn, Connections connections) {
        this.server = server;
        this.events = events;
        this.logIn = logIn;
        this.connections = connections;
    }

    /**
     * Binds and serves.
     *
     * @throws IllegalStateException when the port is taken; the message says which
     */
    public static Web start(Setup setup) {
        Events events = new Events(setup.board(), setup.robots());
        Gauges gauges = new Gauges(setup.board(), setup.robots());
        LogInDesk logIn = new LogInDesk(setup);
        List<Route> routes = Routes.of(setup, gauges, events, logIn);
        Porter porter = new Porter(setup.admission(), setup.board());
        Connections connections = new Connections(Time.ofTheMachine());
        Javalin server = Javalin.create(config -> {
            configure(config, routes, porter);
            Listening.at(config, setup, connections);
        });
        try {
            server.start();
        } catch (RuntimeException e) {
            events.close();
            logIn.close();
            connections.close();
            throw new IllegalStateException(
                    "cannot serve " + setup.scheme() + "://" + setup.bind() + ":" + setup.port() + ": "
                            + e.getMessage(),
                    e);
        }
        return new Web(server, events, logIn, connections);
    }

    private static void configure(JavalinConfig config, List<Route> routes, Porter porter) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = REQUEST_MAX_BYTES;
        config.routes.before(Web::headers);
        config.routes.before(Web::requireUtf8);
        for (Route route : routes) {
            if (route.acts()) {
                config.routes.post(route.path(), context -> {
                    requireJson(context);
                    porter.admit(context, route);
                    Past.refuseActs(context);
                    route.handler().handle(context);
                });
            } else {
                config.routes.get(route.path(), context -> {
                    porter.admit(context, route);
                    route.handler().handle(context);
                });
            }
        }
        config.routes.exception(Problem.class, (problem, context) -> problem.write(context));
        config.routes.error(HttpStatus.NOT_FOUND, context -> {
            if (!Problem.isWritten(context)) {
                Problem.notFound("nothing is served at " + context.path() + "; see /openapi.yaml")
                        .write(context);
            }
        });
    }

    private static void headers(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
    }

    /** Jetty and Javalin throw where a charset is none, whatever is asked for. */
    private static void requireUtf8(Context context) throws Problem {
        String type = Optional.ofNullable(context.header(CONTENT_TYPE)).orElse("");
        if (type.toLowerCase(Locale.ROOT).contains("charset")
                && !UTF_8.matcher(type).matches()) {
            throw new Problem(UNSUPPORTED, "Content-Type is " + type + "; expected one in charset=utf-8");
        }
    }

    /** A page of another site cannot send JSON here unasked: browsers ask first, and are not answered. */
    private static void requireJson(Context context) throws Problem {
        String type = context.header(CONTENT_TYPE);
        if (type == null || !type.split(";", -1)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Problem(UNSUPPORTED, "Content-Type is " + type + "; expected application/json");
        }
    }

    /** Sockets that are open, whatever came over them. */
    int connections() {
        return connections.count();
    }

    /** Looks through the connections as if it were so much later. */
    void sweepAfter(Duration later) {
        connections.sweep(Time.ofTheMachine().uptime().plus(later));
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        events.close();
        server.stop();
        connections.close();
        logIn.close();
    }
}
