package dev.mortise.controller.domain.cell;

import java.util.Optional;

/** Which PackML command brings a unit towards a state; acting states are waited for. */
final class UnitConduct {

    private UnitConduct() {}

    /** Towards Execute. Aborted is left by a person only. */
    static CellDecision execute(Observed observed, PlcStatus status) {
        return ask(
                observed,
                switch (status.state()) {
                    case STOPPED, COMPLETE -> Optional.of(UnitCommand.RESET);
                    case IDLE -> Optional.of(UnitCommand.START);
                    case HELD -> Optional.of(UnitCommand.UNHOLD);
                    case SUSPENDED -> Optional.of(UnitCommand.UNSUSPEND);
                    case EXECUTE, ABORTED, CLEARING, STARTING, STOPPING, ABORTING -> Optional.empty();
                    case HOLDING, UNHOLDING, SUSPENDING, UNSUSPENDING -> Optional.empty();
                    case RESETTING, COMPLETING -> Optional.empty();
                });
    }

    /** Towards Held, from where PackML knows Hold. */
    static CellDecision hold(Observed observed, PlcStatus status) {
        return ask(
                observed,
                switch (status.state()) {
                    case EXECUTE, STARTING, SUSPENDED, SUSPENDING, UNSUSPENDING, UNHOLDING ->
                        Optional.of(UnitCommand.HOLD);
                    case IDLE, STOPPED, COMPLETE, ABORTED, HELD, HOLDING -> Optional.empty();
                    case CLEARING, STOPPING, ABORTING, RESETTING, COMPLETING -> Optional.empty();
                });
    }

    /** Towards Idle, when there is nothing to do. */
    static CellDecision idle(Observed observed, PlcStatus status) {
        return ask(
                observed,
                switch (status.state()) {
                    case EXECUTE -> Optional.of(UnitCommand.COMPLETE);
                    case COMPLETE, STOPPED -> Optional.of(UnitCommand.RESET);
                    case HELD -> Optional.of(UnitCommand.UNHOLD);
                    case SUSPENDED -> Optional.of(UnitCommand.UNSUSPEND);
                    case IDLE, ABORTED, CLEARING, STARTING, STOPPING, ABORTING -> Optional.empty();
                    case HOLDING, UNHOLDING, SUSPENDING, UNSUSPENDING -> Optional.empty();
                    case RESETTING, COMPLETING -> Optional.empty();
                });
    }

    private static CellDecision ask(Observed observed, Optional<UnitCommand> command) {
        return command.map(wanted -> Conduct.once(observed, new CellEffect.AskUnit(wanted)))
                .orElse(CellDecision.NOTHING);
    }
}
