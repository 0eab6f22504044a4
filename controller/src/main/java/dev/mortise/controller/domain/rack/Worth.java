package dev.mortise.controller.domain.rack;

/** What one piece of evidence is worth now, whatever it said when it came. Derived from the history, never stored. */
public enum Worth {
    /** OK, and its operation is valid by it */
    COUNTS,
    /** not OK, and its operation is valid by it because two persons say so */
    WAIVED,
    /** not OK; whatever came later does not change that */
    FAILED,
    /** was OK or waived and counts no more: overtaken, taken back, reopened, or what it rests on was redone */
    VOID,
    /** an attempt that was broken off: says nothing about the part */
    BROKEN_OFF,
    /** its operation was taken back, as it should: says nothing of the operation but that it is not there */
    TAKEN_BACK;

    /** Of evidence of this rack. */
    public static Worth of(RackBuild build, Standing standing, Evidence evidence) {
        if (evidence.verdict() == Verdict.INTERRUPTED) {
            return BROKEN_OFF;
        }
        if (evidence.work().kind() == Work.Kind.UNDO) {
            return evidence.verdict() == Verdict.OK ? TAKEN_BACK : FAILED;
        }
        History history = build.history(evidence.operation());
        if (!history.accepted(evidence)) {
            return FAILED;
        }
        boolean newest = history.newestJudged().filter(evidence::equals).isPresent();
        if (!newest || standing.validity(evidence.operation()) != Validity.VALID) {
            return VOID;
        }
        return evidence.verdict() == Verdict.OK ? COUNTS : WAIVED;
    }
}
