package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.domain.access.Access;
import dev.mortise.controller.domain.access.Role;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Coming in, going out, and being told who one is. */
final class LogInDesk implements AutoCloseable {

    static final String ME = "/api/v1/me";

    private static final Logger LOG = LoggerFactory.getLogger(LogInDesk.class);

    /** A hash takes some tenths of a second of one core: who stands last waits for a few seconds. */
    private static final int WAITING_MAX = 8;

    private static final int UNAVAILABLE = 503;

    private final Web.Admission admission;
    private final boolean simulated;

    /** One, so that guessing takes neither the threads of requests nor the cores that the line needs. */
    private final ThreadPoolExecutor asking = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), task -> new Thread(task, "log-in"));

    LogInDesk(Web.Setup setup) {
        this.admission = setup.admission();
        this.simulated = setup.board().now().simulated();
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/api/v1/login", Need.NOTHING, this::enter),
                new Route("POST", "/api/v1/logout", Need.LOG_IN, this::leave),
                new Route(
                        "GET",
                        ME,
                        Need.LOG_IN,
                        context -> context.contentType("application/json")
                                .result(Json.write(me(
                                        Visitor.of(context).name(),
                                        Visitor.of(context).role())))));
    }

    private void enter(Context context) throws Problem {
        if (!(admission instanceof Web.Admission.Users users)) {
            throw Problem.refused("nobody is asked who they are here: http.access is open");
        }
        JsonNode body = Json.read(context);
        String name = Json.text(body, "name", "anna");
        String password = Json.text(body, "password", "...");
        boolean token = body.path("token").asBoolean(false);
        context.future(() -> {
            try {
                return CompletableFuture.supplyAsync(() -> users.logIns().enter(name, password), asking)
                        .thenAccept(answer -> {
                            if (answer instanceof LogIns.Answer.In) { // whoever comes in anew has left as who they were
                                Ticket.of(context)
                                        .ifPresent(old -> users.logIns().leave(old.token()));
                            }
                            note(users, name, answer);
                            answered(context, answer, token);
                        });
            } catch (RejectedExecutionException e) {
                new Problem(UNAVAILABLE, WAITING_MAX + " log-ins wait already; try again in some seconds")
                        .write(context);
                return CompletableFuture.completedFuture(null);
            }
        });
    }

    private static void note(Web.Admission.Users users, String name, LogIns.Answer answer) {
        if (answer instanceof LogIns.Answer.Refused refused) {
            if (refused.asked()) { // guesses that nobody looks at do not fill the disk
                users.note(name, "log-in", "refused: " + refused.reason());
            }
        } else {
            users.note(name, "log-in", "welcome");
        }
    }

    private void answered(Context context, LogIns.Answer answer, boolean token) {
        if (answer instanceof LogIns.Answer.Refused refused) {
            LOG.info("a log-in from {} was refused: {}", context.ip(), refused.reason());
            Problem.nobody(refused.reason()).write(context);
            return;
        }
        LogIns.Answer.In in = (LogIns.Answer.In) answer;
        LOG.info("{} ({}) has logged in from {}", in.user().name(), in.user().role(), context.ip());
        Map<String, Object> body = me(in.user().name(), in.user().role());
        if (token) {
            body.put("token", in.token());
        } else {
            Ticket.give(context, in.token());
        }
        context.contentType("application/json").result(Json.write(body));
    }

    private void leave(Context context) {
        if (admission instanceof Web.Admission.Users users) {
            Ticket.of(context).ifPresent(ticket -> users.logIns().leave(ticket.token()));
            Ticket.takeBack(context);
            users.note(Visitor.of(context).name(), "log-out", "done");
            LOG.info("{} has logged out", Visitor.of(context).name());
        }
        context.contentType("application/json")
                .result(Json.write(Map.of("accepted", Visitor.of(context).name())));
    }

    private Map<String, Object> me(String name, Role role) {
        boolean open = admission instanceof Web.Admission.Everybody;
        Map<String, Object> me = new LinkedHashMap<>();
        me.put("name", open ? "" : name);
        me.put("role", role.word());
        me.put("acts", new TreeSet<>(Access.allowed(role)));
        me.put("access", open ? "open" : "login");
        me.put("mode", simulated ? "simulation" : "production");
        return me;
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
