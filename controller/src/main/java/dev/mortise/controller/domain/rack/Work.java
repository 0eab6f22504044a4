package dev.mortise.controller.domain.rack;

import dev.mortise.controller.domain.process.OperationId;

/** Something to do on a rack: an operation, or taking it back. */
public record Work(OperationId operation, Kind kind) {

    /** Doing, or undoing before it is done again. */
    public enum Kind {
        DO,
        UNDO
    }

    public static Work doing(OperationId operation) {
        return new Work(operation, Kind.DO);
    }

    public static Work undoing(OperationId operation) {
        return new Work(operation, Kind.UNDO);
    }

    @Override
    public String toString() {
        return (kind == Kind.UNDO ? "undo " : "") + operation;
    }
}
