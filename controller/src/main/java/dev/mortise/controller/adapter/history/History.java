package dev.mortise.controller.adapter.history;

import dev.mortise.controller.port.Journals;

/**
 * All that is known of the past.
 *
 * @param archive what was shown
 * @param joints how robots stood
 * @param journals what happened, and what people did
 */
public record History(Archive archive, Archive joints, Journals journals) {

    /** With the joints that were recorded beside what was shown. */
    public History(Archive archive, Journals journals) {
        this(archive, archive.ofJoints(), journals);
    }
}
