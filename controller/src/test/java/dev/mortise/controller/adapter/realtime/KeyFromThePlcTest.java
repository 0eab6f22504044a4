package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.insertion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.SessionKey;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A robot and its engine that have no key until the PLC of the cell was handed one. */
@Tag("wire")
@SuppressWarnings("NullAway.Init") // by begin()
class KeyFromThePlcTest {

    private static final int HORIZON = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RealtimeEngine engine = new RealtimeEngine(true, HORIZON);
    private ARobotCell cell;
    private RobotLink robot;

    @BeforeEach
    void begin() throws IOException {
        cell = ARobotCell.keyedByItsPlc();
        robot = engine.add(cell.spec());
        robot.open(1, cell);
    }

    @AfterEach
    void end() {
        engine.close();
        cell.close();
    }

    @Test
    void nothingIsAskedBeforeThePlcHasTheKeyAndTheSessionOpensWithIt() throws Exception {
        assertThat(robot.isKeyedByItsPlc()).isTrue();
        assertThat(cell.link())
                .isEqualTo("down: the robot's key waits for the link to the PLC of its cell, which is handed it first");
        SessionKey key = SessionKey.random();

        cell.handed(1, key);
        robot.key(key);

        assertThat(cell.link()).isEqualTo("up, simulated");
        assertThat(robot.view().link().rejected().values())
                .as("no datagram was refused")
                .allMatch(count -> count == 0);
    }

    @Test
    void aRobotThatHasAnotherKeyIsNotBelievedAndTheReasonSaysWhose() throws Exception {
        assertThat(cell.link()).startsWith("down: ");
        cell.handed(1, SessionKey.random());

        robot.key(SessionKey.random());

        assertThat(cell.link())
                .isEqualTo(
                        "down: the robot's datagrams carry no valid tag: it has not taken the key that its PLC was handed, or they were changed on the way");
    }

    @Test
    void theSameKeyAgainChangesNothing() throws Exception {
        SessionKey key = opened();
        robot.run(command("insert"), 1, insertion());

        cell.handed(1, key);
        robot.key(key);

        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        assertThat(cell.linkChanges()).as("the link stood").isZero();
    }

    @Test
    void aKeyThatIsReplacedIsRetiredAtOnceAndTheMotionGoesOnWithTheNext() throws Exception {
        opened();
        robot.run(command("insert"), 1, insertion());
        await().atMost(PATIENCE).until(() -> robot.view().session().equals("COMMANDING_ACTIVE"));
        SessionKey next = SessionKey.random();

        cell.handed(2, next);

        assertThat(cell.link()).as("nobody with the key before is heard").startsWith("down: no state from ");
        robot.key(next);
        assertThat(cell.link()).startsWith("down: the robot's key is another one from now on");
        assertThat(cell.link()).isEqualTo("up, simulated");
        StepReport report = cell.report();
        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(cell.finished).as("moved to its end once").hasValue(1);
    }

    @Test
    void aRobotThatForgotItsKeyTakesTheSameFromItsPlcAgain() throws Exception {
        SessionKey key = opened();

        cell.robotPowerOff();
        cell.robotPowerOn();
        assertThat(cell.link()).startsWith("down: ");
        cell.handed(1, key);

        await().atMost(PATIENCE).until(() -> robot.view().connected());
    }

    private SessionKey opened() throws Exception {
        assertThat(cell.link()).startsWith("down: ");
        SessionKey key = SessionKey.random();
        cell.handed(1, key);
        robot.key(key);
        assertThat(cell.link()).isEqualTo("up, simulated");
        return key;
    }
}
