package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.sim.robot.Workpiece;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Waits for a robot's link and for the ends of its motions; nothing is in the tool's way. */
public abstract class AnIdleEnd implements RobotLink.Listener, Workpiece {

    private static final long PATIENCE_SECONDS = 30;

    private final CompletableFuture<RobotStatus> up = new CompletableFuture<>();
    private final BlockingQueue<StepReport> reports = new LinkedBlockingQueue<>();

    /** What the robot says of itself when its link comes up. */
    protected final RobotStatus status() throws Exception {
        return up.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Of the next motion that ends. */
    protected final StepReport report() throws InterruptedException {
        return Optional.ofNullable(reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("the motion did not end"));
    }

    @Override
    public void linkUp(RobotStatus status) {
        up.complete(status);
    }

    @Override
    public void linkDown(String why) {
        // the motion would not end
    }

    @Override
    public void motionEnded(StepReport report) {
        reports.add(report);
    }

    @Override
    public double resistanceNewtons(double depthMetres, double speedMetresPerSecond) {
        return 0;
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public void reached(double depthMetres, double forceNewtons, long commandId) {
        // nothing is pushed
    }

    @Override
    public void motionFinished(long commandId) {
        // the report says so
    }

    @Override
    public boolean protectiveStop() {
        return false;
    }
}
