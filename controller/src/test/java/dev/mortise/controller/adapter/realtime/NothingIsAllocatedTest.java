package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.slowlyTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A collector that has nothing to collect from the real-time thread cannot be waited for by it. An object every few hundred
 * cycles would be in every window; the virtual machine's own, when it links late or gives up a guess, are in a few.
 */
@Tag("wire")
class NothingIsAllocatedTest {

    private static final int HORIZON = 24;

    /** A way of 1.4 m in about 40 seconds. */
    private static final double SLOW = 0.02;

    /** A way of 0.65 m in 160 seconds: longer than the cycles of all windows. */
    private static final double CREEP = 0.002;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Classes are loaded and first objects made in the first of them. */
    private static final int WARM = 1_500;

    private static final int WINDOW = 500;
    /** So many windows without a single byte have to be found among those judged. */
    private static final int FREE = 8;

    private static final int JUDGED_MAX = 24;

    /** On a crowded machine some windows are disturbed; so many are not. */
    private static final int WINDOWS_MAX = 200;

    /** A motion begins anew, with a new plan, when all answers of a horizon were late. */
    private static final int LATE_MAX = 12;

    @TempDir
    static Path directory;

    /** What a robot says wrong in a cycle, and under which causes it is counted. */
    record Wrong(Optional<AKey> key, Saying saying, List<String> causes) {}

    private interface Saying {
        void by(ARawRobot robot) throws Exception;
    }

    static Stream<Optional<AKey>> keys() throws Exception {
        return Stream.of(Optional.empty(), Optional.of(AKey.of(1, directory)));
    }

    @ParameterizedTest
    @MethodSource("keys")
    @Tag("nightly") // beside other work a motion of 1 kHz has too few undisturbed windows to judge
    void aMovingRobotOf1000CyclesASecondCostsNoByte(Optional<AKey> key) throws Exception {
        try (ARobotCell cell = ARobotCell.of(ARobotCell.FAST_CYCLE_MICROS, key);
                RealtimeEngine engine = new RealtimeEngine(true, HORIZON)) {
            RobotLink robot = engine.add(cell.spec());
            robot.open(1, cell);
            assertThat(cell.link()).isEqualTo("up, simulated");
            robot.run(command("far"), 1, slowlyTo(1.0, 1.2, SLOW));
            awaitStates(robot, WARM);

            int judged = 0;
            int free = 0;
            for (int window = 0; window < WINDOWS_MAX && judged < JUDGED_MAX && free < FREE; window++) {
                LinkFigures begun = robot.view().link();
                long before = allocatedBytes();
                awaitStates(robot, begun.states() + WINDOW);
                long allocated = allocatedBytes() - before;
                boolean starved = robot.view().link().late() - begun.late() >= LATE_MAX || cell.linkChanges() > 0;
                if (!starved && robot.view().session().equals("COMMANDING_ACTIVE")) {
                    judged++;
                    free += allocated == 0 ? 1 : 0;
                }
            }

            assertThat(free)
                    .as("windows of %s cycles without a byte, of %s judged", WINDOW, judged)
                    .isEqualTo(FREE);
            robot.hold("the test is over");
            assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.STATION_FAULT);
        }
    }

    static Stream<Wrong> wrong() throws Exception {
        return Stream.of(
                new Wrong(
                        Optional.empty(),
                        robot -> {
                            robot.saysDamaged();
                            robot.saysNonsense();
                            robot.saysLittle();
                            robot.saysOfAnotherSession();
                            robot.saysInAnotherSchema();
                            robot.saysOfAnEpoch(2);
                        },
                        List.of("crc", "malformed", "too-short", "session", "schema", "epoch")),
                new Wrong(
                        Optional.of(AKey.of(1, directory)),
                        robot -> {
                            robot.saysDamaged();
                            robot.saysUntagged();
                            robot.saysLittle();
                            robot.saysOfAnotherSession();
                            robot.saysInAnotherSchema();
                            robot.saysOfAnEpoch(2);
                        },
                        List.of("tag", "untagged", "too-short", "session", "schema", "epoch")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void datagramsThatAreRefusedCostNoByteEither(Wrong wrong) throws Exception {
        costsNoByte(wrong, false);
    }

    /** Its cycles are the test's: no machine is too crowded for them to be answered in time. */
    @ParameterizedTest
    @MethodSource("wrong")
    void aRobotInMotionCostsNoByteWhateverElseIsSaidToItsController(Wrong wrong) throws Exception {
        costsNoByte(wrong, true);
    }

    private static void costsNoByte(Wrong wrong, boolean led) throws Exception {
        try (ARawRobot robot = new ARawRobot(wrong.key());
                RealtimeEngine engine = new RealtimeEngine(true, HORIZON)) {
            RobotLink link = engine.add(robot.spec());
            link.open(1, new Deaf());
            robot.grant();
            if (led) {
                robot.says();
                robot.answer();
                link.run(command("far"), 1, new MotionProgram(List.of(new Segment.Joints(List.of(0.9), CREEP))));
            }
            exchange(robot, wrong, WARM);
            double begun = robot.position();

            int judged = 0;
            int free = 0;
            for (int window = 0; window < WINDOWS_MAX && judged < JUDGED_MAX && free < FREE; window++) {
                int sessions = robot.sessions();
                Map<String, Long> refused = link.view().link().rejected();
                long before = allocatedBytes();
                exchange(robot, wrong, WINDOW);
                assertThat(robot.isLed()).isEqualTo(led);
                long allocated = allocatedBytes() - before;
                if (robot.sessions() == sessions) {
                    judged++;
                    free += allocated == 0 ? 1 : 0;
                    Map<String, Long> now = link.view().link().rejected();
                    assertThat(wrong.causes())
                            .allSatisfy(cause -> assertThat(now.getOrDefault(cause, 0L))
                                    .as(cause)
                                    .isEqualTo(refused.getOrDefault(cause, 0L) + WINDOW));
                }
            }

            assertThat(free)
                    .as("windows of %s cycles without a byte, of %s judged", WINDOW, judged)
                    .isEqualTo(FREE);
            assertThat(link.view().link().duplicated()).isGreaterThanOrEqualTo(FREE * (long) WINDOW);
            assertThat(robot.position() > begun).as("it moves all the time").isEqualTo(led);
        }
    }

    private static void exchange(ARawRobot robot, Wrong wrong, int cycles) throws Exception {
        for (int i = 0; i < cycles; i++) {
            wrong.saying().by(robot);
            robot.saysAgain(robot.counter());
            robot.says();
            robot.answer();
        }
    }

    private static void awaitStates(RobotLink robot, long states) {
        await().atMost(PATIENCE).until(() -> robot.view().link().states() >= states);
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .flatMap(thread -> Optional.ofNullable(thread).stream())
                .filter(thread -> thread.getThreadName().equals("realtime"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }
}
