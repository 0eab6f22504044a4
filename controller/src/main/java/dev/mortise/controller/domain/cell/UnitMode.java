package dev.mortise.controller.domain.cell;

import java.util.Arrays;
import java.util.Optional;

/** PackML modes with their numbers, as the PLC contract has them and OPC 30050 v1.01 (ProductionMaintenanceModeEnum). */
public enum UnitMode {
    INVALID(0),
    PRODUCE(1),
    MAINTENANCE(2),
    MANUAL(3);

    private final int number;

    UnitMode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Empty for a mode of the PLC's own. */
    public static Optional<UnitMode> of(int number) {
        return Arrays.stream(values()).filter(mode -> mode.number == number).findFirst();
    }

    /** Empty for a mode of the PLC's own. */
    public static Optional<UnitMode> named(String name) {
        return Arrays.stream(values()).filter(mode -> mode.name().equals(name)).findFirst();
    }
}
