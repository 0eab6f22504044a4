package dev.mortise.controller.adapter.realtime;

import dev.mortise.protocol.realtime.Frame;

/** What came instead of an answer and could not be verified: why there is no session with whoever sends there. */
final class Strangers {

    private Frame.Fault sinceAsked = Frame.Fault.NONE;
    private Frame.Fault before = Frame.Fault.NONE;

    void heard(Frame.Fault fault) {
        switch (fault) {
            case TAG, TAGGED, UNTAGGED -> sinceAsked = fault;
            default -> {
                // says nothing of keys
            }
        }
    }

    /**
     * A request goes out.
     *
     * @param unanswered whether the last one was not answered
     */
    void asked(boolean unanswered) {
        before = unanswered ? sinceAsked : Frame.Fault.NONE;
        sinceAsked = Frame.Fault.NONE;
    }

    /** What was wrong while the last request went unanswered; {@link Frame.Fault#NONE} when nothing was. */
    Frame.Fault fault() {
        return before;
    }
}
