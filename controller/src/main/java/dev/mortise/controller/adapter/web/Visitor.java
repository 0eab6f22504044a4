package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.access.Access;
import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.access.Role;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Whoever stands at the door.
 *
 * @param name in events and records
 * @param stays whether they may still be here; asked while something stays open for them
 */
record Visitor(String name, Role role, BooleanSupplier stays) {

    private static final String ATTRIBUTE = "visitor";

    /**
     * Checks that they may.
     *
     * @throws Problem 403, with what would be right
     */
    void require(Act act) throws Problem {
        if (!Access.allows(role, act)) {
            throw new Problem(
                    Problem.FORBIDDEN,
                    name + ": " + Access.whyNot(role, act) + "; "
                            + Access.rolesThatMay(act).stream().map(Role::word).collect(Collectors.joining(" and "))
                            + " may");
        }
    }

    void entered(Context context) {
        context.attribute(ATTRIBUTE, this);
    }

    /** Of a request that was let in for anything but {@link Need#NOTHING}. */
    static Visitor of(Context context) {
        return Optional.<Visitor>ofNullable(context.attribute(ATTRIBUTE))
                .orElseThrow(() -> new IllegalStateException("nobody was asked who they are at " + context.path()));
    }
}
