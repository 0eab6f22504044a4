package dev.mortise.controller.domain.alarm;

/**
 * What was in hand when an alarm was raised, or what its question is about.
 *
 * @param part a rack's serial
 * @param attempt 0 where none began
 * @param evidence the newest of the operation, as part/operation/attempt
 */
public record Concern(String cell, String part, String operation, int attempt, String step, String evidence) {

    public static final Concern NOTHING = new Concern("", "", "", 0, "", "");
}
