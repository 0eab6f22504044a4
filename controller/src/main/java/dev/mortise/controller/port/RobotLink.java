package dev.mortise.controller.port;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;

/** One robot's real-time path. All calls return at once; answers come to the listener, from the link's threads. */
public interface RobotLink extends AutoCloseable {

    /**
     * Opens the session, and keeps opening it.
     *
     * @param epoch of the cell's coordinator; a robot that has obeyed a higher one refuses
     */
    void open(long epoch, Listener listener);

    /**
     * Runs a program. The same id again re-attaches when it is running, and answers with the outcome when it has
     * ended. A motion interrupted half-way goes on from where the robot stands.
     *
     * @param life {@link RobotStatus#life} of the robot that is meant; in another one nothing is begun
     */
    void run(CommandId id, long epoch, MotionProgram program, String life);

    /** For who has the robot to itself and does not mind which life it is in. */
    default void run(CommandId id, long epoch, MotionProgram program) {
        run(id, epoch, program, RobotStatus.ANY_LIFE);
    }

    /** Whether the session waits for {@link #key}, which the cell's PLC is handed, too. */
    default boolean isKeyedByItsPlc() {
        return false;
    }

    /**
     * The robot's datagrams are tagged with this key from now on. Another one than before ends the session; the next begins
     * with it.
     */
    default void key(SessionKey key) {
        throw new UnsupportedOperationException("this robot's key does not come from its PLC");
    }

    /** From now on so much of its velocities is used, by the motion in hand and by those to come; {@link Speed#FULL} before. */
    void speed(Speed speed);

    /** Requests a controlled stop on the path; the motion in hand ends with a station fault {@code held}. */
    void hold(String reason);

    /** May take some microseconds of the asking thread, none of the robot's. */
    RobotView view();

    @Override
    void close();

    interface Listener {
        /** A motion in hand goes on by itself, but for one that pushes a part when the robot has lost its memory. */
        void linkUp(RobotStatus status);

        void linkDown(String why);

        /** The motion ended. Repeated until the link is asked to run another. */
        void motionEnded(StepReport report);
    }

    /**
     * Latest state, for people.
     *
     * @param joints rad or m
     * @param forceNewtons external force along the tool
     * @param quality share of the last cycles of which a state came, 0..1
     * @param says what else it tells
     */
    record RobotView(
            RobotId id,
            boolean connected,
            boolean simulated,
            String session,
            List<Double> joints,
            double forceNewtons,
            double quality,
            LinkFigures link,
            RobotSays says) {

        public long roundTripP99Nanos() {
            return link.roundTrip().p99Nanos();
        }
    }
}
