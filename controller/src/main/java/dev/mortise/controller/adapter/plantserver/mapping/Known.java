package dev.mortise.controller.adapter.plantserver.mapping;

import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** How well a value is known, as a status of OPC 10000-4: good is what holds now, and nothing else. */
public enum Known {
    /** it holds now */
    NOW(StatusCodes.Good),
    /** it was so when it was heard last; whether it still is nobody can say */
    LAST_HEARD(StatusCodes.Uncertain_LastUsableValue),
    /** what is left to say while something is not heard that could change it */
    PRESUMED(StatusCodes.Uncertain_SubNormal),
    /** who would say it is silent */
    SILENT(StatusCodes.Bad_NoCommunication),
    /** who would say it was never heard */
    NEVER_HEARD(StatusCodes.Bad_NotConnected),
    /** who would say it is heard, and does not say it */
    UNSAID(StatusCodes.Bad_NoData),
    /** the machine is in none of its states: one above it is elsewhere */
    ELSEWHERE(StatusCodes.Bad_StateNotActive),
    /** it is known, and the model has no word for it */
    NO_WORD(StatusCodes.Bad_OutOfRange),
    /** the model demands it, and Mortise is never told */
    NEVER_TOLD(StatusCodes.Bad_NotSupported);

    private final long status;

    Known(long status) {
        this.status = status;
    }

    public StatusCode status() {
        return new StatusCode(status);
    }

    /** Whether there is a value to tell; without one there is nothing that a client could take for it. */
    public boolean hasValue() {
        return !status().isBad();
    }

    /**
     * What a robot says of itself.
     *
     * @param ever it was heard since this controller started
     * @param fresh it is heard, and what it said last is not old
     * @param said its newest state has this value
     */
    public static Known ofRobot(boolean ever, boolean fresh, boolean said) {
        if (!ever) {
            return NEVER_HEARD;
        }
        if (!said) {
            return UNSAID;
        }
        return fresh ? NOW : LAST_HEARD;
    }

    /** What of a cell only its PLC can say. */
    public static Known ofPlc(boolean heard) {
        return heard ? NOW : SILENT;
    }

    /**
     * What of a cell its PLC says by a word.
     *
     * @param word the model has it
     */
    public static Known ofWord(boolean heard, boolean word) {
        if (!heard) {
            return SILENT;
        }
        return word ? NOW : NO_WORD;
    }

    /** What this controller itself has set going in a cell, and only its PLC can say whether it goes on. */
    public static Known ofWork(boolean heard) {
        return heard ? NOW : LAST_HEARD;
    }

    /** What is concluded from several of whom one may be silent. */
    public static Known concluded(boolean sure) {
        return sure ? NOW : PRESUMED;
    }

    /** A property that somebody may have told, or not. */
    public static Known ofPlate(Optional<?> told) {
        return told.isPresent() ? NOW : NEVER_TOLD;
    }
}
