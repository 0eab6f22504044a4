package dev.mortise.controller.adapter.plantserver.mapping;

import dev.mortise.controller.domain.rack.Worth;

/** A piece of evidence as a result of OPC 40001-101 v1.01. */
public final class ResultWords {

    private static final int COMPLETED = 1;
    private static final int ABORTED = 3;

    /** ResultEvaluationEnum. */
    static final int UNDEFINED = 0;

    static final int OK = 1;
    static final int NOT_OK = 2;
    static final int NOT_DECIDABLE = 3;

    private ResultWords() {}

    /**
     * Of ResultMetaDataType.
     *
     * @param state 1 completed, 3 aborted
     * @param evaluation of ResultEvaluationEnum
     * @param code ours, since the model has no word for evidence that counts no more
     * @param partial its total was never had
     */
    public record Result(int state, int evaluation, long code, boolean partial) {}

    /** OK is said of evidence that counts, and of no other. */
    public static Result result(Worth worth) {
        return switch (worth) {
            case COUNTS -> new Result(COMPLETED, OK, 1, false);
            case WAIVED -> new Result(COMPLETED, NOT_OK, 2, false);
            case FAILED -> new Result(COMPLETED, NOT_OK, 3, false);
            case VOID -> new Result(COMPLETED, UNDEFINED, 4, false);
            case BROKEN_OFF -> new Result(ABORTED, UNDEFINED, 5, true);
            case TAKEN_BACK -> new Result(COMPLETED, UNDEFINED, 6, false);
        };
    }

    /**
     * What explains a result's worth.
     *
     * @param reason of the evidence
     * @param waiver why it is accepted all the same; empty when it is not
     * @param invalid why its operation is not valid; empty when it is
     */
    public record Reasons(String reason, String waiver, String invalid) {}

    /** ResultEvaluationDetails. */
    public static String details(Worth worth, Reasons why) {
        return switch (worth) {
            case COUNTS -> "";
            case WAIVED -> why.reason() + (why.waiver().isEmpty() ? "" : "; " + why.waiver());
            case FAILED -> why.reason();
            case VOID -> "void: " + (why.invalid().isEmpty() ? "overtaken by a newer attempt" : why.invalid());
            case BROKEN_OFF -> "broken off: " + why.reason();
            case TAKEN_BACK -> "takes the operation back; it says nothing of the operation itself";
        };
    }
}
