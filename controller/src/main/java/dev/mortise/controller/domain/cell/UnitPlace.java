package dev.mortise.controller.domain.cell;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a unit's state is in the three nested machines of OPC 30050 v1.01; each a state's name in that model.
 *
 * @param machine empty while the unit is not Cleared
 * @param execute empty while the unit is not Running
 */
public record UnitPlace(String base, Optional<String> machine, Optional<String> execute) {

    private static final String CLEARED = "Cleared";
    private static final String RUNNING = "Running";

    public static UnitPlace of(UnitState state) {
        return switch (state) {
            case ABORTING, ABORTED -> new UnitPlace(name(state), Optional.empty(), Optional.empty());
            case CLEARING, STOPPED, STOPPING -> new UnitPlace(CLEARED, Optional.of(name(state)), Optional.empty());
            case RESETTING, IDLE, STARTING, EXECUTE, COMPLETING, COMPLETE -> running(state);
            case HOLDING, HELD, UNHOLDING, SUSPENDING, SUSPENDED, UNSUSPENDING -> running(state);
        };
    }

    private static UnitPlace running(UnitState state) {
        return new UnitPlace(CLEARED, Optional.of(RUNNING), Optional.of(name(state)));
    }

    private static String name(UnitState state) {
        return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
