package dev.mortise.sim.robot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A workpiece that a test sets up and looks at. */
final class Bench implements Workpiece {

    final List<Long> finished = new ArrayList<>();
    DoubleUnaryOperator newtons = depth -> 0;
    boolean protectiveStop;

    @Override
    public double resistanceNewtons(double depthMetres, double speedMetresPerSecond) {
        return newtons.applyAsDouble(depthMetres);
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public void reached(double depthMetres, double forceNewtons, long commandId) {
        // where the tool is, the robot's state says
    }

    @Override
    public void motionFinished(long commandId) {
        finished.add(commandId);
    }

    @Override
    public boolean protectiveStop() {
        return protectiveStop;
    }
}
