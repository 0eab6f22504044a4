package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A robot whose machine has little time for it, on a real socket; time is told by the test where it says nothing else. */
@Tag("wire")
class SlowRobotTest {

    private static final int EPOCH = 3;
    private static final int SESSION = 7;

    /** Longer than a robot that has its machine to itself is given. */
    private static final int LATE_MILLIS = 300;

    private static final int ATTEMPTS = 10;

    private final AScriptedRobot robot;
    private final Session session;
    private long now;

    SlowRobotTest() throws IOException {
        robot = new AScriptedRobot();
        session = new Session(robot.spec(), new Frame(), true, 24, Tuning.SILENCE_MILLIS);
        now = System.nanoTime();
    }

    @AfterEach
    void close() throws IOException {
        session.close();
        robot.close();
    }

    @Test
    void aSessionThatDoesNotBeginIsGivenLongerTheNextTimeUpToASecond() throws IOException {
        session.tick(now, EPOCH);
        for (int millis : List.of(200, 400, 800, 1_000, 1_000)) {
            isGranted();

            passes(millis);
            assertThat(session.isOpen()).as("after " + millis + " ms").isTrue();
            passes(1);
            assertThat(session.isOpen()).as("a moment later").isFalse();
        }
    }

    @Test
    void aSessionThatHasBegunPutsThePatienceBackToWhatARobotNeedsOnAGoodMachine() throws IOException {
        session.tick(now, EPOCH);
        isGranted();
        passes(LATE_MILLIS);
        isGranted();
        passes(LATE_MILLIS);
        robot.says(SESSION, 2);
        await().until(() -> session.receive(now, EPOCH) == Session.Heard.STATE);
        passes(501);
        assertThat(session.isOpen()).as("silent").isFalse();
        isGranted();

        passes(201);

        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void anAnswerThatComesTooLateGivesTheNextRequestLonger() throws IOException {
        session.tick(now, EPOCH);
        SessionRequest first = robot.request();
        passes(200);
        passes(200);
        SessionRequest second = robot.request();
        SessionRequest third = robot.request();
        assertThat(millisBetween(second, third)).isEqualTo(200);

        robot.replies(first, Refusal.REFUSAL_NONE, SESSION);
        await().until(() -> session.receive(now, EPOCH) == Session.Heard.NOTHING
                && session.meter().figures().rejected().containsKey("session"));
        passes(399);
        passes(1);

        assertThat(millisBetween(third, robot.request())).isEqualTo(400);
    }

    @Test
    void aRobotThatIsNotThereIsAskedForEveryTwoHundredMilliseconds() throws IOException {
        session.tick(now, EPOCH);
        SessionRequest before = robot.request();
        for (int asked = 0; asked < ATTEMPTS; asked++) {
            passes(200);
            SessionRequest next = robot.request();
            assertThat(millisBetween(before, next)).isEqualTo(200);
            before = next;
        }
    }

    @Test
    void aRobotWhoseFirstStateIsAlwaysLateGetsItsSessionNevertheless() throws Exception {
        try (ARobotCell cell = new ARobotCell();
                RealtimeEngine engine = new RealtimeEngine(true, 24)) {
            engine.add(cell.spec(robot.port())).open(EPOCH, cell);

            assertThat(beginsLate(robot.request())).as("answered").isTrue();
            assertThat(cell.link()).isEqualTo("up, simulated");
        }
    }

    private boolean beginsLate(SessionRequest first) throws IOException {
        SessionRequest request = first;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            robot.grants(request, SESSION + attempt);
            Optional<SessionRequest> anew = robot.isAskedWithin(LATE_MILLIS);
            if (anew.isEmpty()) {
                robot.says(SESSION + attempt, 2);
                return robot.command().getHeader().getAckSeq() == 2;
            }
            request = anew.orElseThrow();
        }
        return false;
    }

    private void isGranted() throws IOException {
        robot.replies(robot.request(), Refusal.REFUSAL_NONE, SESSION);
        await().until(() -> session.receive(now, EPOCH) == Session.Heard.OPENED);
    }

    private void passes(int millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        session.tick(now, EPOCH);
    }

    private static long millisBetween(SessionRequest earlier, SessionRequest later) {
        return TimeUnit.NANOSECONDS.toMillis(
                later.getHeader().getTxNs() - earlier.getHeader().getTxNs());
    }
}
