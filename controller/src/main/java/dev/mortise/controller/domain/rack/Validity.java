package dev.mortise.controller.domain.rack;

/** What an operation's evidence is worth now. Derived from the history, never stored. */
public enum Validity {
    /** never ended with a verdict */
    MISSING,
    /** an attempt is under way: older evidence no longer counts, the metal is being touched */
    RUNNING,
    /** OK or waived, newest of its operation, not reopened, and everything it rests on is valid */
    VALID,
    /** was OK or waived, but it was reopened or what it rests on was redone */
    VOID,
    /** the newest attempt was not OK, and nobody has waived that */
    FAILED
}
