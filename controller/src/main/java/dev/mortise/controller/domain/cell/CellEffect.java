package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Speed;

/** What the cell wants done outside, once its events are stored. */
public sealed interface CellEffect {

    void performBy(Performer performer);

    /** Asks the PLC for a PackML transition. */
    record AskUnit(UnitCommand command) implements CellEffect {
        @Override
        public void performBy(Performer performer) {
            performer.askUnit(command);
        }
    }

    /** Sends a command; the same id again is harmless. */
    record Send(CommandId id, WorkOrder order, DeviceRequest.Plc request) implements CellEffect {
        @Override
        public void performBy(Performer performer) {
            performer.send(id, order, request);
        }
    }

    /**
     * Runs a motion, or re-attaches to it.
     *
     * @param life of the robot that is meant: another one, of which the cell has not heard yet, does nothing
     * @param speed at which it runs until another is set
     */
    record Move(RobotId robot, String life, CommandId id, MotionProgram program, Speed speed) implements CellEffect {
        @Override
        public void performBy(Performer performer) {
            performer.setSpeed(speed);
            performer.move(robot, life, id, program);
        }
    }

    /** Sets the speed of the cell's robots, of what they have in hand, too. */
    record SetSpeed(Speed speed) implements CellEffect {
        @Override
        public void performBy(Performer performer) {
            performer.setSpeed(speed);
        }
    }

    /** Requests a controlled stop of the cell's robots. */
    record HoldMotion(String reason) implements CellEffect {
        @Override
        public void performBy(Performer performer) {
            performer.holdMotion(reason);
        }
    }

    /** Lets the PLC forget an outcome. */
    record Acknowledge(CommandId id) implements CellEffect {
        @Override
        public void performBy(Performer performer) {
            performer.acknowledge(id);
        }
    }

    /** Tells the owner how the attempt ended; repeated until it is taken. */
    record Report(InHand ended) implements CellEffect {
        @Override
        public void performBy(Performer performer) {
            performer.report(ended);
        }
    }

    /** One method an effect: a new effect does not compile until somebody performs it. */
    interface Performer {
        void askUnit(UnitCommand command);

        void send(CommandId id, WorkOrder order, DeviceRequest.Plc request);

        void move(RobotId robot, String life, CommandId id, MotionProgram program);

        void setSpeed(Speed speed);

        void holdMotion(String reason);

        void acknowledge(CommandId id);

        void report(InHand ended);
    }
}
