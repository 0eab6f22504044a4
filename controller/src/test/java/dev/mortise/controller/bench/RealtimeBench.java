package dev.mortise.controller.bench;

import com.sun.management.ThreadMXBean;
import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.bench.Robots.Measured;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How soon the engine answers robots of 1 kHz, beside bare echoes of the same datagrams, in Java and in C. */
public final class RealtimeBench {

    private static final int[] ROBOTS = {1, 8, 32};
    private static final int ROUNDS = 5;
    private static final int WARM_UP_STATES = 20_000;
    private static final int CYCLES = 2_000;
    private static final int HORIZON = 24;

    private RealtimeBench() {}

    public static void main(String[] arguments) throws IOException {
        List<RealtimeFigures> all = new ArrayList<>();
        for (int robots : ROBOTS) {
            RealtimeFigures figures = new RealtimeFigures(robots);
            for (int round = 1; round <= ROUNDS; round++) {
                System.err.printf(Locale.ROOT, "robots %d, round %d of %d%n", robots, round, ROUNDS);
                round(figures);
            }
            figures.print();
            all.add(figures);
        }
        RealtimeFigures.write(arguments, all);
    }

    /** All that are compared, one after the other: what else the machine does is the same for each. */
    private static void round(RealtimeFigures figures) throws IOException {
        if (CEcho.isThere()) {
            try (Robots robots = new Robots(figures.robots());
                    CEcho echo = new CEcho(robots.ports())) {
                echo.start();
                figures.add(RealtimeFigures.C_ECHO, measured(robots));
            }
        }
        try (Robots robots = new Robots(figures.robots());
                EchoThread echo = new EchoThread(robots.ports())) {
            echo.start();
            figures.add(RealtimeFigures.JAVA_ECHO, measured(robots));
        }
        try (Robots robots = new Robots(figures.robots());
                RealtimeEngine engine = new RealtimeEngine(true, HORIZON)) {
            for (int port : robots.ports()) {
                engine.add(spec(port)).open(1, new Deaf());
            }
            robots.open();
            robots.warmUp(WARM_UP_STATES);
            long before = allocatedBytes();
            figures.add(RealtimeFigures.ENGINE, robots.measure(CYCLES));
            figures.allocated((allocatedBytes() - before) / (double) (CYCLES * figures.robots()));
        }
    }

    private static Measured measured(Robots robots) throws IOException {
        robots.open();
        robots.warmUp(WARM_UP_STATES);
        return robots.measure(CYCLES);
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .flatMap(thread -> Optional.ofNullable(thread).stream())
                .filter(thread -> thread.getThreadName().equals("realtime"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    private static RobotSpec spec(int port) {
        List<JointSpec> joints = new ArrayList<>();
        for (int axis = 0; axis < BareRobot.AXES; axis++) {
            joints.add(new JointSpec("j" + axis, true, -1, 1, 2, 8, 80));
        }
        return new RobotSpec(
                new RobotId("BARE"),
                "127.0.0.1",
                port,
                BareRobot.CYCLE_MICROS,
                RobotSpec.Kinematics.GANTRY,
                joints,
                Map.of(),
                Optional.empty());
    }

    /** Nobody listens: the benchmark measures answers, not news. */
    private static final class Deaf implements RobotLink.Listener {
        @Override
        public void linkUp(boolean simulated) {
            // measured from the robot's side
        }

        @Override
        public void linkDown(String why) {
            // measured from the robot's side
        }

        @Override
        public void motionEnded(StepReport report) {
            // no motion is asked for
        }
    }
}
