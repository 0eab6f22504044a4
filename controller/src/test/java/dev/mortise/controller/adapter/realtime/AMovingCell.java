package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.RobotLink.RobotView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A cell at work for tests of other packages: a simulated robot that is led to and fro over the real-time path. */
public final class AMovingCell implements AutoCloseable {

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int HEXADECIMAL = 16;
    private static final int ASKED_MAX = 60;
    private static final long ASKED_AGAIN_SECONDS = 2;
    private static final double HERE = 0.02;
    private static final double THERE = 0.06;

    private final ARobotCell cell = new ARobotCell();
    private final RealtimeEngine engine = new RealtimeEngine(true, 24);
    private final RobotLink robot = engine.add(cell.spec());
    private int moves;

    public AMovingCell() throws IOException, InterruptedException {
        robot.open(1, cell);
        if (!cell.link().equals("up, simulated")) {
            throw new AssertionError("the robot does not come up");
        }
    }

    /** One way, however often its wire goes down meanwhile, as a coordinator sees to it; ns from the command to its report. */
    public long moves() throws InterruptedException {
        moves++;
        String step = "move-" + moves;
        MotionProgram there = ARobotCell.to(moves % 2 == 0 ? HERE : THERE, HERE);
        long began = System.nanoTime();
        for (int asked = 0; asked < ASKED_MAX; asked++) {
            robot.run(ARobotCell.command(step), 1, there); // again is no second time
            if (isDone(step)) {
                return System.nanoTime() - began;
            }
        }
        throw new AssertionError(step + " is not done");
    }

    private boolean isDone(String step) throws InterruptedException {
        Optional<StepReport> report = cell.reportWithin(ASKED_AGAIN_SECONDS);
        while (report.filter(other -> !other.step().equals(step)).isPresent()) { // told until another is run
            report = cell.reportWithin(ASKED_AGAIN_SECONDS);
        }
        return report.filter(ended -> ended.outcome() == StepReport.Outcome.OK).isPresent();
    }

    /** Begins a long way at a share of what the axes can do, with this in its gripper. */
    public void leads(double x, double y, double speed, double kilograms) {
        robot.run(
                ARobotCell.command("long"),
                1,
                new MotionProgram(ARobotCell.slowlyTo(x, y, speed).segments(), kilograms));
    }

    /** It comes to rest on its way, and its motion is over. */
    public void holds() throws InterruptedException {
        robot.hold("asked by a test");
        StepReport unusedHeld = cell.report();
    }

    public void powerOff() {
        cell.robotPowerOff();
    }

    public RobotView view() {
        return robot.view();
    }

    /** As the simulated steel counts them. */
    public int finished() {
        return cell.finished.get();
    }

    public int asked() {
        return moves;
    }

    /** Times at which its wire went down or came back. */
    public int linkChanges() {
        return cell.linkChanges();
    }

    public LinkFigures figures() {
        return robot.view().link();
    }

    /** Where the controller hears the robot; the kernel knows. */
    public int controllerPort() throws IOException {
        String robot = ":%04X".formatted(cell.port());
        return Files.readAllLines(Path.of("/proc/net/udp")).stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields[REMOTE].endsWith(robot))
                .map(fields -> Integer.parseInt(fields[LOCAL].replaceFirst(".*:", ""), HEXADECIMAL))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        engine.close();
        cell.close();
    }
}
