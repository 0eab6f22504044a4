package dev.mortise.controller.domain.cause;

/** The cause of what stands still because its past cannot be read. */
public final class Damage {

    private Damage() {}

    /**
     * Of a cell or a rack.
     *
     * @param what is wrong with its journal and where: half a sentence
     */
    public static Cause of(String subject, String what) {
        return Cause.root(
                Cause.Kind.JOURNAL_DAMAGED,
                subject,
                "its journal is damaged: " + what,
                "stop the controller; mortise doctor names every fault of the store; restore the store from a backup");
    }
}
