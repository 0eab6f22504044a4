package dev.mortise.controller.adapter.audit;

/**
 * Something that somebody did or wanted to.
 *
 * @param who name of the user, or the name somebody gave
 * @param door http or opc-ua
 * @param act order, hold, log-in, ...
 * @param subject cell, rack or question; empty where there is none
 * @param outcome what came of it
 */
public record Deed(String who, String door, String act, String subject, String outcome) {

    public static final String HTTP = "http";
    public static final String OPC_UA = "opc-ua";

    /** Names that nobody has are written as they were given, and nobody's name is longer. */
    private static final int TEXT_MAX_CHARACTERS = 200;

    public Deed {
        who = cut(who);
        act = cut(act);
        subject = cut(subject);
        outcome = cut(outcome);
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX_CHARACTERS ? text : text.substring(0, TEXT_MAX_CHARACTERS);
    }
}
