package dev.mortise.controller.domain.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The one table that every door asks. */
public final class Access {

    private Access() {}

    public static boolean allows(Role role, Act act) {
        return allowed(role).contains(act);
    }

    /** In one sentence, for the person who was refused. */
    public static String whyNot(Role role, Act act) {
        return "the role " + role.word() + " does not " + words(act);
    }

    /** Everything a role may. */
    public static Set<Act> allowed(Role role) {
        return switch (role) {
            case VIEWER -> EnumSet.of(Act.READ, Act.REQUEST_STOP);
            case OPERATOR -> EnumSet.of(Act.READ, Act.REQUEST_STOP, Act.RUN);
            case MAINTENANCE -> EnumSet.of(Act.READ, Act.REQUEST_STOP, Act.RUN, Act.RESOLVE_DOUBT, Act.WAIVE);
            // changes the plant's files and keys, and for that reason does not run racks
            case ENGINEER -> EnumSet.of(Act.READ, Act.REQUEST_STOP, Act.WAIVE, Act.KEEP_KEYS);
        };
    }

    /** Roles that may, for the person who was refused. */
    public static List<Role> rolesThatMay(Act act) {
        return Arrays.stream(Role.values()).filter(role -> allows(role, act)).toList();
    }

    private static String words(Act act) {
        return switch (act) {
            case READ -> "read";
            case REQUEST_STOP -> "request a stop";
            case RUN -> "order racks or give them up, release or clear cells";
            case RESOLVE_DOUBT -> "resolve doubts";
            case WAIVE -> "grant waivers";
            case KEEP_KEYS -> "keep certificates and users";
        };
    }
}
