package dev.mortise.controller.adapter.engine;

import dev.mortise.controller.adapter.realtime.Tuning;
import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.SessionKey;
import java.util.HexFormat;
import java.util.List;

/** What crosses between a controller and its engine, never a cycle: orders, news, and now and then the newest states. */
sealed interface EngineMessage {

    /** Of this wire. Fields may be added, absent ones read as nothing; what changes a meaning is another version. */
    int VERSION = 1;

    /** What a controller says. */
    sealed interface Order extends EngineMessage {}

    /** What an engine says. */
    sealed interface News extends EngineMessage {}

    /** First of all: who comes, and what he wants the engine to be. */
    record Hello(int version, Setup setup) implements Order {}

    /**
     * The whole engine: it reads no file of the plant itself, so that both ends cannot differ in one.
     *
     * @param acceptsSimulated true: simulated robots only; false: real ones only
     * @param blackBox absolute path of the directory for the last seconds of robots whose motion ended badly
     */
    record Setup(boolean acceptsSimulated, int horizonCycles, Tuning tuning, String blackBox, List<RobotSpec> robots) {
        public Setup {
            robots = List.copyOf(robots);
        }
    }

    /** {@link dev.mortise.controller.port.RobotLink#open}. */
    record Open(RobotId robot, long epoch) implements Order {}

    /** {@link dev.mortise.controller.port.RobotLink#run}. */
    record Run(RobotId robot, CommandId command, long epoch, MotionProgram program, String life) implements Order {}

    /** {@link dev.mortise.controller.port.RobotLink#speed}. */
    record SetSpeed(RobotId robot, int percent) implements Order {}

    /** {@link dev.mortise.controller.port.RobotLink#hold}. */
    record Hold(RobotId robot, String reason) implements Order {}

    /**
     * {@link dev.mortise.controller.port.RobotLink#key}; in no text of this class.
     *
     * @param key hexadecimal digits
     */
    record Key(RobotId robot, String key) implements Order {

        static Key of(RobotId robot, SessionKey key) {
            return new Key(robot, HexFormat.of().formatHex(key.bytes()));
        }

        /** @throws IllegalArgumentException when it is none */
        SessionKey handed() {
            return SessionKey.of(HexFormat.of().parseHex(key));
        }

        @Override
        public String toString() {
            return "the key of " + robot;
        }
    }

    /** The controller is there. */
    record Alive() implements Order {}

    /** The engine is what the controller wants. */
    record Welcome(int version) implements News {}

    /** It is not, or has another controller. */
    record Refused(String why) implements News {}

    /** {@link dev.mortise.controller.port.RobotLink.Listener#linkUp}. */
    record Up(RobotId robot, RobotStatus status) implements News {}

    /** {@link dev.mortise.controller.port.RobotLink.Listener#linkDown}. */
    record Down(RobotId robot, String why) implements News {}

    /** {@link dev.mortise.controller.port.RobotLink.Listener#motionEnded}. */
    record Ended(RobotId robot, StepReport report) implements News {}

    /** Every robot's newest state; tells that the engine is there, too. */
    record Views(List<RobotView> views) implements News {
        public Views {
            views = List.copyOf(views);
        }
    }
}
