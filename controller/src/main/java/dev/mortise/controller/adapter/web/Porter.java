package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.access.Accounts;
import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.port.Board;
import dev.mortise.controller.port.PlantView;
import io.javalin.http.Context;
import java.util.Optional;

/** Asks everybody who they are, and lets them in for what their role allows. */
final class Porter {

    /** Who did it, as far as a door knows that asks nobody. */
    private static final String BY = "X-Mortise-By";

    private static final int BY_MAX_CHARACTERS = 60;

    /** What everybody is in a simulation: may do all that can be done at this door. */
    private static final Role EVERYBODY = Role.MAINTENANCE;

    private final Web.Admission admission;
    private final Board board;

    Porter(Web.Admission admission, Board board) {
        this.admission = admission;
        this.board = board;
    }

    /**
     * Lets a request in, or not.
     *
     * @throws Problem 401 or 403, with what would be right
     */
    void admit(Context context, Route route) throws Problem {
        if (route.acts() && Origin.isHere(context).filter(here -> !here).isPresent()) {
            throw Problem.forbidden("a page of another site sent this; only pages of this door and programs may act");
        }
        if (route.need() instanceof Need.Nothing) {
            return;
        }
        Visitor visitor = visitor(context, route);
        Optional<Act> act = act(context, route.need());
        if (act.isPresent()) {
            require(visitor, act.orElseThrow());
        }
        visitor.entered(context);
    }

    private void require(Visitor visitor, Act act) throws Problem {
        try {
            visitor.require(act);
        } catch (Problem refused) {
            if (admission instanceof Web.Admission.Users users) {
                users.note(visitor.name(), act.name(), "not allowed: " + refused.getMessage());
            }
            throw refused;
        }
    }

    private Visitor visitor(Context context, Route route) throws Problem {
        if (admission instanceof Web.Admission.Users users) {
            return user(context, route, users.logIns());
        }
        if (!Origin.meansThisMachine(context)) {
            throw Problem.forbidden("nobody is asked who they are here, so only this machine itself is answered, at "
                    + "localhost or 127.0.0.1; with http.access: login it may have any name");
        }
        return new Visitor(claimed(context), EVERYBODY, () -> true);
    }

    private static Visitor user(Context context, Route route, LogIns logIns) throws Problem {
        Ticket ticket = Ticket.of(context)
                .orElseThrow(() -> Problem.nobody(
                        "nobody is logged in; log in on the page, with `mortise login` or by " + "POST /api/v1/login"));
        Accounts.User user = logIns.user(ticket.token())
                .orElseThrow(() -> Problem.nobody(
                        "the session has ended; log in again, on the page or with `mortise " + "login`"));
        if (ticket.inCookie() && route.acts() && Origin.isHere(context).isEmpty()) {
            throw Problem.forbidden("a log-in by cookie is a browser's, and browsers say Origin or Sec-Fetch-Site; "
                    + "programs send Authorization: Bearer");
        }
        // pages ask by themselves as long as they are open; that is no sign of life
        if (!ticket.inCookie() || route.acts() || route.path().equals(LogInDesk.ME)) {
            logIns.seen(ticket.token());
        }
        return new Visitor(
                user.name(), user.role(), () -> logIns.user(ticket.token()).isPresent());
    }

    private Optional<Act> act(Context context, Need need) {
        if (need instanceof Need.To to) {
            return Optional.of(to.act());
        }
        return need instanceof Need.OfQuestion ? Optional.of(ofQuestion(context.pathParam("id"))) : Optional.empty();
    }

    private Act ofQuestion(String id) {
        return board.now().questions().stream()
                .filter(question -> question.id().equals(id))
                .findFirst()
                .map(PlantView.QuestionView::needs)
                .orElse(Act.RUN);
    }

    private static String claimed(Context context) {
        String by = Optional.ofNullable(context.header(BY)).orElse("web");
        return by.isBlank() ? "web" : by.substring(0, Math.min(BY_MAX_CHARACTERS, by.length()));
    }
}
