package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which of the states that wait is answered, by a clock of the test's own. */
@Tag("wire")
class NewestStateTest {

    private static final int SESSION = 7;
    private static final int EPOCH = 1;
    private static final int SILENCE_MILLIS = 500;
    private static final long CYCLE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** The robot's clock is not ours. */
    private static final long ROBOT_CLOCK_NANOS = 1_000_000_007;

    /** More than the first states of a session, of which nobody knows how long they were on their way. */
    private static final int SETTLED = 200;

    private final AScriptedRobot robot;
    private final Session session;
    private long now;
    private long counter = 1;

    NewestStateTest() throws IOException {
        robot = new AScriptedRobot();
        session = new Session(robot.spec(), Frame.ofController(Optional.empty()), true, 24, SILENCE_MILLIS);
    }

    @BeforeEach
    void open() throws IOException {
        now = System.nanoTime();
        session.tick(now, EPOCH);
        robot.replies(robot.request(), Refusal.REFUSAL_NONE, SESSION);
        assertThat(session.receive(now, EPOCH)).isEqualTo(Session.Heard.OPENED);
    }

    @AfterEach
    void close() throws IOException {
        session.close();
        robot.close();
    }

    @Test
    void ofStatesThatWaitedTheNewestIsAnswered() throws IOException {
        settle();
        says(now);
        says(now + CYCLE_NANOS);
        says(now + 2 * CYCLE_NANOS);
        now += 2 * CYCLE_NANOS;

        assertThat(heard()).isEqualTo(counter);
    }

    @Test
    void aStateHalfACycleOldIsAnsweredOnlyWhenNoneIsBehindIt() throws IOException {
        settle();
        says(now);
        now += CYCLE_NANOS / 2;
        says(now);

        assertThat(heard()).isEqualTo(counter);
    }

    @Test
    void behindAStateThatIsYoungNoneIsLookedFor() throws IOException {
        settle();
        says(now);
        says(now); // no robot says two in a cycle: it stands for one that comes later

        assertThat(heard()).isEqualTo(counter - 1);
        assertThat(heard()).isEqualTo(counter);
    }

    @Test
    void ofASessionsFirstStatesNobodyKnowsHowOldTheyAre() throws IOException {
        says(now);
        says(now);

        assertThat(heard()).isEqualTo(counter);
    }

    @Test
    void aRobotThatSaysNoTimesIsAnsweredItsNewestStateToo() throws IOException {
        for (int i = 0; i < SETTLED; i++) {
            robot.says(SESSION, ++counter);
            assertThat(heard()).isEqualTo(counter);
            now += CYCLE_NANOS;
        }
        robot.says(SESSION, ++counter);
        robot.says(SESSION, ++counter);

        assertThat(heard()).isEqualTo(counter);
    }

    private void settle() throws IOException {
        for (int i = 0; i < SETTLED; i++) {
            says(now);
            assertThat(heard()).isEqualTo(counter);
            now += CYCLE_NANOS;
        }
    }

    private void says(long sentNanos) throws IOException {
        counter++;
        robot.says(SESSION, counter, sentNanos + ROBOT_CLOCK_NANOS);
    }

    /** The number of the state that is to be answered now. */
    private long heard() {
        assertThat(session.receive(now, EPOCH)).isEqualTo(Session.Heard.STATE);
        return session.state().getHeader().getSeq();
    }
}
