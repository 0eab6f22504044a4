package dev.mortise.controller.port;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
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
     */
    void run(CommandId id, long epoch, MotionProgram program);

    /** Requests a controlled stop on the path; the motion in hand ends with a station fault {@code held}. */
    void hold(String reason);

    /** May take some microseconds of the asking thread, none of the robot's. */
    RobotView view();

    @Override
    void close();

    interface Listener {
        void linkUp(boolean simulated);

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
     */
    record RobotView(
            RobotId id,
            boolean connected,
            boolean simulated,
            String session,
            List<Double> joints,
            double forceNewtons,
            double quality,
            LinkFigures link) {

        public long roundTripP99Nanos() {
            return link.roundTrip().p99Nanos();
        }
    }
}
