package dev.mortise.sim.robot;

/** What a robot's tool touches. Called from the robots' cycle thread: quick, and thread-safe. */
public interface Workpiece {

    /** Bit of {@link #inputs}: the gripper holds a part. */
    int GRIPPED = 1;

    /** Bit of {@link #inputs}: a part is seated in the slot concerned. */
    int SEATED = 2;

    /** Newton against the push at this depth beyond the approach pose; 0 when nothing is in the way. */
    double resistanceNewtons(double depthMetres, double speedMetresPerSecond);

    /** The same where the tool stands beside the slot's middle and above it; the middle is all there is to know of most. */
    default double resistanceNewtons(
            double depthMetres, double speedMetresPerSecond, double asideMetres, double aboveMetres) {
        return resistanceNewtons(depthMetres, speedMetresPerSecond);
    }

    /** Newton on the tool along the axis across push and height. */
    default double asideNewtons(double depthMetres, double asideMetres) {
        return 0;
    }

    /** Newton on the tool upwards. */
    default double aboveNewtons(double depthMetres, double aboveMetres) {
        return 0;
    }

    int inputs();

    /** The tool is at this depth, pushing or pulling. */
    void reached(double depthMetres, double forceNewtons, long commandId);

    /** A motion command ran to its end; called once for each command. */
    void motionFinished(long commandId);

    /** The cell's protective stop, observed. */
    boolean protectiveStop();
}
