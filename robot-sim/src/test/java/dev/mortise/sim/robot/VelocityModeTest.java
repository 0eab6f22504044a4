package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A robot led by velocities, over its socket. */
class VelocityModeTest {

    private static final int LONG = 1_500;

    private AnyMode robot = new AnyMode(AnyMode.robot(true, 0));

    VelocityModeTest() throws IOException {
        // the robot's port and its first state
    }

    @AfterEach
    void close() throws IOException {
        robot.close();
    }

    @Test
    void anAxisComesToTheVelocityWithinItsLimitsAndKeepsIt() throws IOException {
        leads(0.5, 400);

        assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
        assertThat(robot.state().getCommandMode()).isEqualTo(CommandMode.COMMAND_JOINT_VELOCITY);
        assertThat(robot.state().getDq().get(AnyMode.Y)).isEqualTo(0.5f);
        assertThat(robot.state().getDq().get(AnyMode.X)).isZero();
        robot.isWithin(robot.config.joints());
    }

    @Test
    void withoutAVelocityForTheCycleItComesToRestOnItsOwnRampAndSaysSo() throws IOException {
        leads(0.5, 400);

        robot.hears(AnyMode.HORIZON - 1);
        assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
        robot.hears(400);

        assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_STOPPED);
        assertThat(robot.state().getStopReason()).isEqualTo(StopReason.STOP_REASON_SETPOINT_UNDERRUN);
        assertThat(robot.state().getDq().get(AnyMode.Y)).isZero();
        robot.isWithin(robot.config.joints());
    }

    @Test
    void upToAHorizonOfLostCommandsChangesNothingBitForBit() throws IOException {
        List<Double> whole = path(Integer.MAX_VALUE);
        robot.close();
        robot = new AnyMode(AnyMode.robot(true, 0));

        assertThat(path(AnyMode.HORIZON)).isEqualTo(whole);
    }

    /** Where the axis was in each cycle when all commands from one on were lost, but for the last of a horizon. */
    private List<Double> path(int lost) throws IOException {
        for (int cycle = 1; cycle <= 120; cycle++) {
            boolean arrives = lost == Integer.MAX_VALUE || cycle < 40 || cycle >= 40 + lost - 1;
            RobotCommand command = robot.velocity(AnyMode.Y, 0.4, AnyMode.HORIZON);
            if (arrives) {
                robot.says(command);
            } else {
                robot.hears();
            }
        }
        List<Double> path = new ArrayList<>();
        robot.positions().forEach(q -> path.add(q[AnyMode.Y]));
        return path;
    }

    @Test
    void theLastVelocityEndsTheMotionAtRest() throws IOException {
        leads(0.5, 300);

        robot.says(robot.velocity(AnyMode.Y, 0.5, 4).setFinished(true));
        robot.keepsAlive(400);

        assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_STOPPED);
        assertThat(robot.state().getStopReason()).isEqualTo(StopReason.STOP_REASON_FINISHED);
        assertThat(robot.state().getCommandFinished()).isEqualTo(AnyMode.COMMAND);
        robot.isWithin(robot.config.joints());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, -1.5, 0.2})
    void towardsTheEndOfItsRangeItStopsBeforeIt(double velocity) throws IOException {
        robot.says(robot.velocity(AnyMode.Y, velocity, AnyMode.HORIZON));
        for (int cycle = 0; cycle < 4_000 && isLed(); cycle++) {
            robot.says(robot.velocity(AnyMode.Y, velocity, AnyMode.HORIZON));
        }
        robot.hears(AnyMode.HORIZON);
        int cycles = LONG;
        while (robot.state().getSessionState() == SessionState.SESSION_STOPPING && cycles-- > 0) {
            robot.says(robot.velocity(AnyMode.Y, velocity, AnyMode.HORIZON));
        }

        assertThat(robot.state().getStopReason()).isEqualTo(StopReason.STOP_REASON_POSITION_LIMIT);
        assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_STOPPED);
        double end = velocity > 0 ? Pilot.LIMITS.max() : Pilot.LIMITS.min();
        assertThat(robot.q(AnyMode.Y)).isCloseTo(end, within(0.01));
        robot.isWithin(robot.config.joints());
    }

    private boolean isLed() {
        return robot.state().getSessionState() == SessionState.SESSION_COMMANDING_ACTIVE;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.51, -2, Double.NaN, Double.POSITIVE_INFINITY})
    void aVelocityThatTheAxisDoesNotHaveIsNotFollowed(double velocity) throws IOException {
        robot.says(robot.velocity(AnyMode.Y, velocity, AnyMode.HORIZON));

        assertThat(robot.state().getStopReason()).isEqualTo(StopReason.STOP_REASON_VELOCITY_LIMIT);
        assertThat(robot.q(AnyMode.Y)).isZero();
    }

    @Test
    void aVelocityMissingForAnAxisIsARejectedCommand() throws IOException {
        RobotCommand command = robot.command(CommandMode.COMMAND_JOINT_VELOCITY, 2);
        for (int value = 0; value < 7; value++) {
            command.addHorizonDq(0.1f);
        }

        robot.says(command);

        assertThat(robot.state().getDatagramsRejected()).isEqualTo(1);
        assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);
    }

    @Test
    void positionsInAMotionOfVelocitiesStopItAndTheReasonIsTheMode() throws IOException {
        leads(0.5, 300);

        robot.says(robot.standing(CommandMode.COMMAND_JOINT_POSITION));
        assertThat(robot.state().getStopReason()).isEqualTo(StopReason.STOP_REASON_MODE);
        robot.hears(400);

        assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_STOPPED);
        robot.isWithin(robot.config.joints());
        robot.nextMotion();
        leads(-0.2, 5);
        assertThat(isLed()).as("a motion of its own").isTrue();
    }

    private void leads(double velocity, int cycles) throws IOException {
        for (int cycle = 0; cycle < cycles; cycle++) {
            robot.says(robot.velocity(AnyMode.Y, velocity, AnyMode.HORIZON));
        }
    }
}
