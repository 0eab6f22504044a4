package dev.mortise.controller.adapter.bench;

import com.sun.management.ThreadMXBean;
import dev.mortise.controller.adapter.realtime.Engine;
import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.adapter.realtime.Tuning;
import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The engine as the controller runs it, with robots made here: at rest, or led through a motion that does not end. */
final class BareEngine implements AutoCloseable {

    /** Whether the robots are led: a command then carries a horizon of set-points, else none. */
    enum Task {
        REST,
        MOTION
    }

    /** In m, at 1 m/s: nobody waits for its end. */
    private static final double FAR = 1e6;

    private final Engine engine;

    BareEngine(List<Integer> robotPorts, int cycleMicros, Task task, int horizonCycles, Tuning tuning) {
        this(new RealtimeEngine(true, horizonCycles, tuning), robotPorts, cycleMicros, task);
    }

    /** An engine that has no robots yet, and is closed with this. */
    BareEngine(Engine engine, List<Integer> robotPorts, int cycleMicros, Task task) {
        this.engine = engine;
        List<RobotLink> links = robotPorts.stream()
                .map(port -> engine.add(spec(port, cycleMicros)))
                .toList();
        links.forEach(link -> link.open(1, new Leading(link, task)));
    }

    private static RobotSpec spec(int port, int cycleMicros) {
        List<JointSpec> joints = IntStream.range(0, RobotVoice.AXES)
                .mapToObj(axis -> new JointSpec("j" + axis, true, -FAR, FAR, 1, 1, 1))
                .toList();
        return new RobotSpec(
                new RobotId("BENCH-" + port),
                "127.0.0.1",
                port,
                cycleMicros,
                RobotSpec.Kinematics.GANTRY,
                joints,
                Map.of(),
                Optional.empty(),
                RobotKey.NONE,
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
    }

    /** Bytes that the real-time threads of this process have allocated so far. */
    static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .flatMap(thread -> Optional.ofNullable(thread).stream())
                .filter(thread -> thread.getThreadName().equals("realtime"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    /** Leads the robot as soon as it is there; else nobody listens: answers are measured, not news. */
    private record Leading(RobotLink link, Task task) implements RobotLink.Listener {
        @Override
        public void linkUp(RobotStatus status) {
            if (task == Task.MOTION) {
                List<Double> far = Collections.nCopies(RobotVoice.AXES, FAR);
                link.run(
                        new CommandId("bench/motion/1/far"), 1, new MotionProgram(List.of(new Segment.Joints(far, 1))));
            }
        }

        @Override
        public void linkDown(String why) {
            // measured from the robot's side
        }

        @Override
        public void motionEnded(StepReport report) {
            // it starved, which is measured from the robot's side, too
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
