package dev.mortise.controller.domain.cell;

import java.util.Arrays;
import java.util.Optional;

/** PackML states with their numbers, ISA-TR88.00.02 as in OPC 30050 v1.01. */
public enum UnitState {
    CLEARING(1),
    STOPPED(2),
    STARTING(3),
    IDLE(4),
    SUSPENDED(5),
    EXECUTE(6),
    STOPPING(7),
    ABORTING(8),
    ABORTED(9),
    HOLDING(10),
    HELD(11),
    UNHOLDING(12),
    SUSPENDING(13),
    UNSUSPENDING(14),
    RESETTING(15),
    COMPLETING(16),
    COMPLETE(17);

    private final int number;

    UnitState(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Whether a unit leaves it only when somebody does something: releases, clears, or mends what it waits for. */
    public boolean waitsForSomebody() {
        return switch (this) {
            case HOLDING, HELD, SUSPENDING, SUSPENDED, ABORTING, ABORTED -> true;
            case CLEARING, STOPPED, STARTING, IDLE, EXECUTE, STOPPING -> false;
            case UNHOLDING, UNSUSPENDING, RESETTING, COMPLETING, COMPLETE -> false;
        };
    }

    /** Whether a unit only acts in it, and leaves it by itself when that is done. Execute is for as long as there is work. */
    public boolean isActing() {
        return switch (this) {
            case CLEARING, STARTING, STOPPING, ABORTING, HOLDING -> true;
            case UNHOLDING, SUSPENDING, UNSUSPENDING, RESETTING, COMPLETING -> true;
            case STOPPED, IDLE, SUSPENDED, EXECUTE, ABORTED, HELD, COMPLETE -> false;
        };
    }

    public static Optional<UnitState> of(int number) {
        return Arrays.stream(values()).filter(state -> state.number == number).findFirst();
    }

    public static Optional<UnitState> named(String name) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(name))
                .findFirst();
    }
}
