package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The robot in C, written from cell-protocol/README.md alone, led by the controller's own engine. */
@Tag("system")
class ForeignRobotTest {

    static final int HORIZON = 24;
    private static final int LATE_STATES = 50;

    @TempDir
    Path directory;

    final Heard heard = new Heard();
    private final RealtimeEngine engine = new RealtimeEngine(true, HORIZON);
    private CRobot robot;
    RecordingWire wire;

    /** Of the key that robot and controller share; empty: they have none. */
    Optional<Path> keyFile() throws IOException {
        return Optional.empty();
    }

    private BareController controller() throws Exception {
        Optional<Path> file = keyFile();
        return new BareController(
                robot.port(), file.isPresent() ? Optional.of(SharedKey.read(file.orElseThrow())) : Optional.empty());
    }

    @BeforeEach
    void connect() throws IOException {
        robot = CRobot.builtIn(directory, keyFile());
        wire = new RecordingWire(robot.port());
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
        wire.close();
        robot.close();
    }

    @Test
    void aForeignRobotSeatsAPartAndIsAtTheSetPointOfEachCycle() throws Exception {
        RobotLink link = open(engine, 1);

        link.run(command("insert"), 1, insertion());
        StepReport report = heard.report();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(measured(report, "peak_force")).isBetween(900.0, 1_400.0);
        assertThat(measured(report, "depth")).isCloseTo(249.8, within(0.5));
        assertThat(report.curve()).isPresent();
        assertThat(Followed.exactly(wire)).as("cycles at their set-point").isGreaterThan(500);
        assertThat(wire.states()).allMatch(state -> state.getDatagramsRejected() == 0);
        countersGrowByOne(Frame.ROBOT_STATE);
        countersGrowByOne(Frame.ROBOT_COMMAND);
    }

    @Test
    void aForeignRobotWhoseControllerIsGoneStopsWithinItsLimitsAndSaysWhy() throws Exception {
        RobotLink link = open(engine, 1);
        link.run(command("move"), 1, to(1.2, 0.5));
        await().until(() -> link.view().joints().get(0) > 0.2);

        wire.losesAllOfTheControllers();
        await().until(() -> last().getSessionState() == SessionState.SESSION_STOPPED);

        assertThat(last().getStopReason())
                .isIn(StopReason.STOP_REASON_SETPOINT_UNDERRUN, StopReason.STOP_REASON_LINK_TIMEOUT);
        assertThat(last().getQ().get(0)).isBetween(0.2, 1.2);
        assertThat(last().getDq().get(0)).isZero();
        List<RobotState> states = wire.states();
        assertThat(states.stream().filter(ForeignRobotTest::stopping))
                .as("cycles of the stop")
                .hasSizeGreaterThan(20);
        for (int axis = 0; axis < CRobot.JOINTS.size(); axis++) {
            new StopOfAnAxis(axis).isWithinItsLimits(states);
        }
    }

    @Test
    void aForeignRobotRefusesAControllerWithALowerEpoch() throws Exception {
        RobotLink link = open(engine, 7);
        await().until(() -> last().getHeader().getEpoch() == 7);
        assertThat(link.view().connected()).isTrue();
        engine.close();

        try (RealtimeEngine old = new RealtimeEngine(true, HORIZON)) {
            old.add(CRobot.at(wire.port(), keyFile())).open(6, heard);

            assertThat(heard.link()).contains("it obeys a coordinator with epoch 7");
        }
    }

    @Test
    void aForeignRobotCountsWhatIsDamagedReplayedOrOutOfDateAndDoesNotMove() throws Exception {
        try (BareController controller = controller()) {
            assertThat(controller.asks(5).getRefusal()).isEqualTo(Refusal.REFUSAL_NONE);
            byte[] first = controller.keepsAlive(1, 5);
            RobotState standing = controller.state();
            while (standing.getHeader().getEpoch() != 5) {
                standing = controller.state();
            }

            controller.send(first);
            controller.afterRejecting(1);
            first[Frame.PREFIX_BYTES] ^= 1;
            controller.send(first);
            controller.afterRejecting(2);
            controller.begins(2, 4, standing);
            RobotState after = controller.afterRejecting(3);

            assertThat(after.getDatagramsRejected()).isEqualTo(3);
            assertThat(after.getHeader().getEpoch()).isEqualTo(5);
            assertThat(after.getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);
            assertThat(after.getMoveIndex()).isEqualTo(standing.getMoveIndex());
            assertThat(controller.asks(4).getRefusal()).isEqualTo(Refusal.REFUSAL_EPOCH);
        }
    }

    @Test
    void aForeignRobotIsNotMovedByALateCommandNorItsSessionsByReplayedDatagrams() throws Exception {
        try (BareController controller = controller();
                BareController other = controller();
                BareController third = controller()) {
            assertThat(controller.asks(5).getRefusal()).isEqualTo(Refusal.REFUSAL_NONE);
            byte[] first = controller.keepsAlive(1, 5);
            RobotState standing = controller.state();
            controller.send(controller.asked());
            RobotState after = controller.state();
            while (after.getHeader().getSeq() <= standing.getHeader().getSeq() + LATE_STATES) {
                after = controller.state(); // of the same session
            }

            controller.begins(2, 5, standing);
            assertThat(controller.afterRejecting(1).getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);

            await().until(() -> other.asks(ofAnother(5)).getRefusal() == Refusal.REFUSAL_NONE);
            controller.send(controller.asked());
            controller.send(first);
            assertThat(third.asks(ofAnother(ofAnother(5))).getRefusal())
                    .as("the robot is free: neither an offer nor a replay has a session")
                    .isEqualTo(Refusal.REFUSAL_NONE);
        }
    }

    /** The epoch under which another controller is granted a session after one of this epoch. */
    int ofAnother(int epoch) {
        return epoch;
    }

    private RobotLink open(RealtimeEngine with, long epoch) throws Exception {
        RobotLink link = with.add(CRobot.at(wire.port(), keyFile()));
        link.open(epoch, heard);
        assertThat(heard.link()).isEqualTo("up, simulated");
        return link;
    }

    private static MotionProgram insertion() {
        return new MotionProgram(List.of(
                new Segment.Joints(List.of(0.2, CRobot.MOUTH_METRES, 1.1, 0.5), 1.0),
                new Segment.Insert(
                        CRobot.PUSH,
                        CRobot.STROKE_METRES,
                        0.18,
                        0.9,
                        0.15,
                        1_400,
                        900,
                        0.245,
                        Optional.empty(),
                        0,
                        Optional.empty())));
    }

    private static MotionProgram to(double x, double y) {
        return new MotionProgram(List.of(new Segment.Joints(List.of(x, y, 1.0, 0.0), 1.0)));
    }

    private static CommandId command(String step) {
        return new CommandId("R-1/insert-compute-tray.C07/1/" + step);
    }

    private RobotState last() {
        List<RecordingWire.Passed> states = wire.ofKind(Frame.ROBOT_STATE);
        return states.get(states.size() - 1).state();
    }

    private static boolean stopping(RobotState state) {
        return state.getSessionState() == SessionState.SESSION_STOPPING;
    }

    private void countersGrowByOne(int kind) {
        List<RecordingWire.Passed> all = wire.ofKind(kind);
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).session() == all.get(i - 1).session()) {
                assertThat(all.get(i).counter()).isEqualTo(all.get(i - 1).counter() + 1);
            }
        }
    }

    private static double measured(StepReport report, String name) {
        return report.measurements().stream()
                .filter(measurement -> measurement.name().equals(name))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
    }

    static final class Heard implements RobotLink.Listener {

        private final BlockingQueue<String> links = new LinkedBlockingQueue<>();
        private final BlockingQueue<StepReport> reports = new LinkedBlockingQueue<>();

        String link() throws InterruptedException {
            return Optional.ofNullable(links.poll(Product.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("the link did not change"));
        }

        StepReport report() throws InterruptedException {
            return Optional.ofNullable(reports.poll(Product.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("the motion did not end"));
        }

        @Override
        public void linkUp(RobotStatus status) {
            links.add(status.simulated() ? "up, simulated" : "up, real");
        }

        @Override
        public void linkDown(String why) {
            links.add("down: " + why);
        }

        @Override
        public void motionEnded(StepReport report) {
            reports.add(report);
        }
    }
}
