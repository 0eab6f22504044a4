package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.access.Sessions;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * The token of a session as a request shows it.
 *
 * @param inCookie a browser sends it by itself, whoever made it send the request
 */
record Ticket(String token, boolean inCookie) {

    private static final String BEARER = "Bearer ";

    static Optional<Ticket> of(Context context) {
        String authorization = context.header("Authorization");
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? Optional.of(
                            new Ticket(authorization.substring(BEARER.length()).strip(), false))
                    : Optional.empty();
        }
        return Optional.ofNullable(context.cookie(name(context))).map(token -> new Ticket(token, true));
    }

    /** Not for scripts of the page, not for requests of other sites. */
    static void give(Context context, String token) {
        set(context, token, Sessions.OPEN_MAX.toSeconds());
    }

    static void takeBack(Context context) {
        set(context, "", 0);
    }

    private static void set(Context context, String token, long seconds) {
        context.header(
                "Set-Cookie",
                name(context) + "=" + token + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                        + (context.req().isSecure() ? "; Secure" : ""));
    }

    /**
     * Browsers keep no cookies apart by port: two controllers on a machine would log each other's people out. Under the
     * prefix they take a cookie only from a door with TLS, and from no neighbour in its domain.
     */
    private static String name(Context context) {
        return (context.req().isSecure() ? "__Host-mortise-" : "mortise-")
                + context.req().getLocalPort();
    }
}
