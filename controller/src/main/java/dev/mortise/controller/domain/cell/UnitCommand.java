package dev.mortise.controller.domain.cell;

/** PackML commands with their CntrlCmd numbers. */
public enum UnitCommand {
    RESET(1),
    START(2),
    STOP(3),
    HOLD(4),
    UNHOLD(5),
    SUSPEND(6),
    UNSUSPEND(7),
    ABORT(8),
    CLEAR(9),
    COMPLETE(10);

    private final int number;

    UnitCommand(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
