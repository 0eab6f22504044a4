package dev.mortise.controller.adapter.history;

import dev.mortise.controller.port.Journals;

/**
 * All that is known of the past.
 *
 * @param archive what was shown
 * @param journals what happened, and what people did
 */
public record History(Archive archive, Journals journals) {}
