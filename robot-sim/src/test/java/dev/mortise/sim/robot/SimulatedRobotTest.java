package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedRobotTest {

    private static final double EXACT = 1e-12;

    private final Bench bench = new Bench();
    private final Pilot pilot = new Pilot(bench);

    @Test
    void aRobotStandsWhereItsSetpointOfTheCycleSays() {
        double[] wanted = new double[9];
        pilot.send(8, false, i -> wanted[i] = Pilot.smooth(0, 0.1, i / 400.0));

        for (int i = 1; i <= 8; i++) {
            pilot.robot.step();

            assertThat(pilot.y()).as("cycle %s", i).isEqualTo(wanted[i]);
        }
        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
    }

    @Test
    void aMotionRunsToItsEndAndIsReportedOnce() {
        pilot.move(0.6, 1.5);

        assertThat(pilot.y()).isCloseTo(0.6, within(EXACT));
        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_STOPPED);
        assertThat(pilot.reason()).isEqualTo(StopReason.STOP_REASON_FINISHED);
        assertThat(pilot.state().getCommandFinished()).isEqualTo(77);
        assertThat(pilot.robot.commandInHand()).isZero();
        assertThat(bench.finished).containsExactly(77L);

        pilot.moveIndex++;
        pilot.move(0.6, 0.1);

        assertThat(bench.finished).as("the same command again").containsExactly(77L);
    }

    @Test
    void aMotionThatDoesNotBeginWhereTheRobotStandsIsRefused() {
        pilot.send(4, false, i -> 0.003);
        pilot.steps(4);

        assertThat(pilot.y()).isZero();
        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_MONITORING_READY);
        assertThat(pilot.reason()).isEqualTo(StopReason.STOP_REASON_DISCONTINUITY);
        assertThat(pilot.state().getDatagramsRejected()).isEqualTo(1);
    }

    /** A step from rest at 0.0 m in one cycle of 2 ms, told as the position asked for in the second cycle. */
    @ParameterizedTest
    @CsvSource({
        "-0.2001, STOP_REASON_POSITION_LIMIT",
        "1.31,    STOP_REASON_POSITION_LIMIT",
        "NaN,     STOP_REASON_POSITION_LIMIT",
        "0.0037,  STOP_REASON_VELOCITY_LIMIT",
        "0.0001,  STOP_REASON_ACCELERATION_LIMIT",
    })
    void aSetpointTheRobotCannotDoStopsIt(double metres, StopReason reason) {
        pilot.send(3, false, i -> i == 1 ? 0 : metres);

        pilot.steps(3);

        assertThat(pilot.reason()).isEqualTo(reason);
        assertThat(pilot.y()).isZero();
        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_STOPPED);
    }

    @Test
    void nothingButNumbersBeginsAMotion() {
        pilot.send(3, false, i -> Double.NaN);
        pilot.steps(3);

        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_MONITORING_READY);
        assertThat(pilot.y()).isZero();
    }

    @Test
    void aLastSetpointThatDoesNotRestIsNotBelieved() {
        pilot.send(8, true, i -> Pilot.smooth(0, 0.6, i / 400.0));
        pilot.steps(8);
        assertThat(pilot.reason()).as("slow enough to rest in one cycle").isEqualTo(StopReason.STOP_REASON_FINISHED);

        pilot.moveIndex++;
        double from = pilot.y();
        for (int i = 0; i < 10; i++) {
            int done = 20 * i;
            pilot.send(20, i == 9, k -> Pilot.smooth(from, from + 0.6, (done + k) / 400.0));
            pilot.steps(20);
        }

        assertThat(pilot.reason()).isEqualTo(StopReason.STOP_REASON_ACCELERATION_LIMIT);
        assertThat(bench.finished).hasSize(1);
    }

    @Test
    void aNewerCommandReplacesAllLaterSetpoints() {
        pilot.send(8, false, i -> Pilot.smooth(0, 0.1, i / 400.0));
        pilot.robot.step();
        pilot.send(2, false, i -> pilot.y());

        pilot.steps(8);

        assertThat(pilot.state().getSetpointsMissed()).isPositive();
        assertThat(pilot.y()).isCloseTo(Pilot.smooth(0, 0.1, 1 / 400.0), within(1e-6));
    }

    @Test
    void setpointsOfAnEarlierMotionAreGoneWithIt() {
        pilot.send(24, false, i -> 0);
        pilot.robot.step();
        pilot.stop();
        pilot.robot.step();
        pilot.moveIndex++;
        pilot.send(1, false, i -> 0);

        pilot.steps(2);

        assertThat(pilot.state().getSetpointsMissed()).isEqualTo(1);
    }

    @Test
    void aLowerEpochNeitherMovesNorStopsARobot() {
        pilot.epoch = 5;
        pilot.send(8, false, i -> Pilot.smooth(0, 0.1, i / 400.0));
        pilot.epoch = 4;

        pilot.stop();
        pilot.send(8, true, i -> 0);
        pilot.robot.step();

        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
        assertThat(pilot.y()).isPositive();
        assertThat(pilot.state().getDatagramsRejected()).isEqualTo(2);
        assertThat(pilot.robot.epoch()).isEqualTo(5);
    }

    @Test
    void aStoppedRobotGoesOnFromWhereItStandsAndAsANewMoveOnly() {
        for (int i = 0; i < 100; i++) {
            int done = i;
            pilot.send(1, false, k -> Pilot.smooth(0, 0.6, (done + k) / 500.0));
            pilot.robot.step();
        }
        pilot.stop();
        pilot.steps(500);
        double stands = pilot.y();
        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_STOPPED);
        assertThat(pilot.reason()).isEqualTo(StopReason.STOP_REASON_COMMANDED);

        pilot.send(1, false, k -> stands);
        assertThat(pilot.session()).as("same move index").isEqualTo(SessionState.SESSION_STOPPED);

        pilot.moveIndex++;
        pilot.send(1, false, k -> 0.6);
        assertThat(pilot.reason()).as("elsewhere").isEqualTo(StopReason.STOP_REASON_DISCONTINUITY);

        pilot.move(0.6, 1.5);
        assertThat(pilot.y()).isCloseTo(0.6, within(EXACT));
    }

    @Test
    void aMotionWaitsForItsFirstSetpointWithoutStopping() {
        pilot.send(1, false, i -> 0);

        pilot.steps(10);

        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
        assertThat(pilot.state().getSetpointsMissed()).isEqualTo(9);
    }

    @Test
    void aProtectiveStopEndsTheMotionAndForbidsTheNext() {
        pilot.send(8, false, i -> 0);
        pilot.robot.step();
        bench.protectiveStop = true;
        pilot.steps(3);
        assertThat(pilot.reason()).isEqualTo(StopReason.STOP_REASON_SAFETY);

        pilot.moveIndex++;
        pilot.send(8, false, i -> 0);
        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_STOPPED);

        bench.protectiveStop = false;
        pilot.send(8, false, i -> 0);
        assertThat(pilot.session()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
    }

    @Test
    void theForceIsWhatTheWorkpieceSetsAgainstThePush() {
        bench.newtons = depth -> depth > 0.1 ? 250 : 0;

        pilot.move(Pilot.APPROACH + 0.09, 2);
        assertThat(pilot.state().getWrenchExt().get(Pilot.Y)).isZero();

        pilot.moveIndex++;
        pilot.move(Pilot.APPROACH + 0.12, 1);
        assertThat(pilot.state().getWrenchExt().get(Pilot.Y)).isEqualTo(-250f);
    }
}
