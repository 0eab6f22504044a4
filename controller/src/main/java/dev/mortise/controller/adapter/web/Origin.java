package dev.mortise.controller.adapter.web;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From which site a browser sends a request. A page of another site can make a browser send one, with the cookie of this
 * door; it cannot make it say that it came from here.
 */
final class Origin {

    private static final Pattern SCHEME = Pattern.compile("^https?://");
    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private Origin() {}

    /** Whether the browser says so; a program that is no browser says nothing. */
    static Optional<Boolean> isHere(Context context) {
        String site = context.header("Sec-Fetch-Site");
        if (site != null) {
            return Optional.of(site.equals("same-origin"));
        }
        return Optional.ofNullable(context.header("Origin"))
                .map(origin -> SCHEME.matcher(origin).replaceFirst("").equals(context.header("Host")));
    }

    /**
     * Whether this machine was meant by its own name. A page of another site can have its name lead here; its browser then
     * takes this door for that site.
     */
    static boolean meansThisMachine(Context context) {
        return THIS_MACHINE
                .matcher(Optional.ofNullable(context.header("Host")).orElse(""))
                .matches();
    }
}
