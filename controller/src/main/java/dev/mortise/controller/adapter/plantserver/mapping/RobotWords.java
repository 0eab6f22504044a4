package dev.mortise.controller.adapter.plantserver.mapping;

import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.port.RobotSays;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/** A robot, and the operation that leads it, as a motion device system of OPC 40010-1 v1.02. */
public final class RobotWords {

    /** ExecutionModeEnumeration: one execution, from the program's beginning to its end. */
    public static final int CYCLE = 0;

    private static final String IDLE = "Idle";
    private static final String READY = "Ready";
    private static final String EXECUTING = "Executing";

    private RobotWords() {}

    /** MotionDeviceCategoryEnumeration: 1 articulated, 3 Cartesian. */
    public static int deviceCategory(RobotSpec.Kinematics kinematics) {
        return switch (kinematics) {
            case ARTICULATED -> 1;
            case GANTRY -> 3;
        };
    }

    /**
     * An axis.
     *
     * @param motionProfile of AxisMotionProfileEnumeration: 1 rotary, 3 linear; all of ours have limits
     */
    public record AxisWords(int motionProfile, EUInformation position, EUInformation speed) {}

    /** An axis that slides, or one that turns. */
    public static AxisWords axis(boolean prismatic) {
        return prismatic
                ? new AxisWords(3, Units.METRE, Units.METRE_PER_SECOND)
                : new AxisWords(1, Units.RADIAN, Units.RADIAN_PER_SECOND);
    }

    /** OperationalModeEnumeration, whose numbers the PLC contract has; 0 (other) for what it has not. */
    public static int operationalMode(int plcSays) {
        return plcSays >= 1 && plcSays <= 4 ? plcSays : 0;
    }

    /** EmergencyStop and ProtectiveStop of SafetyStateType; empty where the robot does not say which of them it is. */
    public record Stops(Optional<Boolean> emergency, Optional<Boolean> protective) {}

    /** A robot's own. */
    public static Stops stops(RobotSays.Safety safety) {
        return switch (safety) {
            case NORMAL -> new Stops(Optional.of(false), Optional.of(false));
            case PROTECTIVE_STOP -> new Stops(Optional.of(false), Optional.of(true));
            case EMERGENCY_STOP -> new Stops(Optional.of(true), Optional.empty());
            case UNTOLD, OTHER -> new Stops(Optional.empty(), Optional.empty());
        };
    }

    /** LastTransitionReason; 1 External, 2 Direct and 5 Application are never ours to tell. */
    public enum Reason {
        UNKNOWN(0, "Unknown"),
        SYSTEM(3, "System"),
        ERROR(4, "Error");

        private final int number;
        private final String text;

        Reason(int number, String text) {
            this.number = number;
            this.text = text;
        }

        public short number() {
            return (short) number;
        }

        public String text() {
            return text;
        }
    }

    /**
     * TaskControlStateMachineType.
     *
     * @param reason why it came to this state
     */
    public record Task(String state, Reason reason) {

        /** The transition between two looks, by its name. Of more than one the last. */
        public Optional<String> since(Task before) {
            String from = before.state.equals(IDLE) && state.equals(EXECUTING) ? READY : before.state;
            return before.state.equals(state) ? Optional.empty() : Optional.of(from + "To" + state);
        }
    }

    /**
     * How the operation in hand stands.
     *
     * @param loaded there is one
     * @param stopped the cell's safety functions have stopped it
     */
    public static Task task(UnitState unit, boolean loaded, boolean stopped) {
        Task idle = new Task(IDLE, Reason.SYSTEM);
        return switch (unit) {
            case ABORTING, ABORTED, CLEARING -> new Task(IDLE, stopped ? Reason.ERROR : Reason.UNKNOWN);
            case STARTING, EXECUTE, COMPLETING, UNHOLDING, UNSUSPENDING, HOLDING, SUSPENDING ->
                loaded ? new Task(EXECUTING, Reason.SYSTEM) : idle;
            // a person's hold and a fault's look the same here
            case HELD -> loaded ? new Task(READY, Reason.UNKNOWN) : idle;
            case SUSPENDED, STOPPED, IDLE, COMPLETE, STOPPING, RESETTING ->
                loaded ? new Task(READY, Reason.SYSTEM) : idle;
        };
    }
}
