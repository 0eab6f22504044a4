package dev.mortise.sim.plc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The PackML state machine of a unit, OPC 30050 v1.01: states and commands by their numbers. Acting states complete after
 * {@link #ACTING_MILLIS}.
 */
final class UnitMachine {

    static final int CLEARING = 1;
    static final int STOPPED = 2;
    static final int STARTING = 3;
    static final int IDLE = 4;
    static final int SUSPENDED = 5;
    static final int EXECUTE = 6;
    static final int STOPPING = 7;
    static final int ABORTING = 8;
    static final int ABORTED = 9;
    static final int HOLDING = 10;
    static final int HELD = 11;
    static final int UNHOLDING = 12;
    static final int SUSPENDING = 13;
    static final int UNSUSPENDING = 14;
    static final int RESETTING = 15;
    static final int COMPLETING = 16;
    static final int COMPLETE = 17;

    private static final int RESET = 1;
    private static final int START = 2;
    private static final int STOP = 3;
    private static final int HOLD = 4;
    private static final int UNHOLD = 5;
    private static final int SUSPEND = 6;
    private static final int UNSUSPEND = 7;
    private static final int ABORT = 8;
    private static final int CLEAR = 9;
    private static final int TO_COMPLETE = 10;

    /** How long an acting state lasts here. */
    static final long ACTING_MILLIS = 30;

    private static final Map<Integer, Integer> COMPLETES_TO = Map.of(
            CLEARING, STOPPED,
            STARTING, EXECUTE,
            STOPPING, STOPPED,
            ABORTING, ABORTED,
            HOLDING, HELD,
            UNHOLDING, EXECUTE,
            SUSPENDING, SUSPENDED,
            UNSUSPENDING, EXECUTE,
            RESETTING, IDLE,
            COMPLETING, COMPLETE);

    private static final List<String> WORDS = List.of(
            "none", "reset", "start", "stop", "hold", "unhold", "suspend", "unsuspend", "abort", "clear", "complete");

    private int state = STOPPED;
    private long since;
    private String stopReason = "";

    /** What a command is called where a fault is ordered. */
    static String word(int command) {
        return command >= 0 && command < WORDS.size() ? WORDS.get(command) : WORDS.get(0);
    }

    int state() {
        return state;
    }

    String stopReason() {
        return stopReason;
    }

    /** Completes acting states. */
    void tick(long nowMillis) {
        Integer next = COMPLETES_TO.get(state);
        if (next != null && nowMillis - since >= ACTING_MILLIS) {
            enter(next, nowMillis);
        }
    }

    /** Takes a command, or says why not. */
    Optional<String> command(int command, String reason, long nowMillis) {
        Optional<Integer> next = target(command);
        if (next.isEmpty()) {
            return Optional.of("command " + command + " is not taken in state " + state);
        }
        int entered = next.orElseThrow();
        stopReason = entered == HOLDING || entered == ABORTING || entered == STOPPING ? reason : "";
        enter(entered, nowMillis);
        return Optional.empty();
    }

    private Optional<Integer> target(int command) {
        return switch (command) {
            case RESET -> when(state == STOPPED || state == COMPLETE, RESETTING);
            case START -> when(state == IDLE, STARTING);
            case STOP -> when(running(), STOPPING);
            case HOLD -> when(holdable(), HOLDING);
            case UNHOLD -> when(state == HELD, UNHOLDING);
            case SUSPEND -> when(state == EXECUTE, SUSPENDING);
            case UNSUSPEND -> when(state == SUSPENDED, UNSUSPENDING);
            case ABORT -> when(state != ABORTING && state != ABORTED, ABORTING);
            case CLEAR -> when(state == ABORTED, CLEARING);
            case TO_COMPLETE -> when(state == EXECUTE, COMPLETING);
            default -> Optional.empty();
        };
    }

    private boolean running() {
        return switch (state) {
            case STOPPED, STOPPING, ABORTED, ABORTING, CLEARING -> false;
            default -> true;
        };
    }

    private boolean holdable() {
        return switch (state) {
            case EXECUTE, STARTING, SUSPENDING, SUSPENDED, UNSUSPENDING, UNHOLDING -> true;
            default -> false;
        };
    }

    private static Optional<Integer> when(boolean allowed, int target) {
        return allowed ? Optional.of(target) : Optional.empty();
    }

    private void enter(int next, long nowMillis) {
        state = next;
        since = nowMillis;
    }
}
