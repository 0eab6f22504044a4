package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.Interpolation;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a robot declares of its modes, the correction of a gantry's path, and modes it has not: over its socket. */
class CorrectionTest {

    private static final double EXACT = 1e-9;
    private static final int LONG_ENOUGH = 800;

    @Test
    void aGantryDeclaresItsModesHowItInterpolatesAndHowFarItGoesBesideItsPath() throws IOException {
        try (AnyMode robot = gantry(0)) {
            SessionReply reply = robot.reply();

            assertThat(reply.getModes())
                    .as("hold, positions, velocities, correction")
                    .isEqualTo(0b1000_1110);
            assertThat(reply.getInterpolation()).isEqualTo(Interpolation.INTERPOLATION_LINEAR);
            assertThat(reply.getCorrectionMax().toArray()).containsExactly(0.02, 0.02, 0.02);
            assertThat(reply.getCorrectionVMax().get(0)).isEqualTo(0.15, within(EXACT));
            assertThat(reply.getCorrectionAMax().get(0)).isEqualTo(0.8, within(EXACT));
            assertThat(reply.getCorrectionJMax().get(0)).isEqualTo(8, within(EXACT));
        }
    }

    @Test
    void aRobotWhoseAxesAreNotTheDirectionsOfSpaceDeclaresNoCorrection() throws IOException {
        try (AnyMode robot = new AnyMode(AnyMode.robot(false, 0))) {
            assertThat(robot.reply().getModes()).isEqualTo(0b1110);
            assertThat(robot.reply().getCorrectionMax().length()).isZero();
        }
    }

    /** How far the tool is turned, what is asked for in its frame, and where that is in the base's. */
    static Stream<Arguments> corrections() {
        return Stream.of(
                Arguments.of(0.0, new double[] {0.01, -0.005, 0.02}, new double[] {0.01, -0.005, 0.02}),
                Arguments.of(Math.PI / 2, new double[] {0.01, 0, 0}, new double[] {0, 0.01, 0}),
                Arguments.of(Math.PI / 6, new double[] {0, 0.02, 0.01}, new double[] {-0.01, 0.0173205080757, 0.01}));
    }

    @ParameterizedTest
    @MethodSource("corrections")
    void theToolGoesSoFarBesideItsPathWithinTheLimitsDeclaredAndBackAgain(double turned, double[] asked, double[] base)
            throws IOException {
        try (AnyMode robot = gantry(turned)) {
            for (int cycle = 0; cycle < LONG_ENOUGH; cycle++) {
                robot.says(robot.beside(asked[0], asked[1], asked[2]));
            }
            assertThat(robot.state().getCommandMode()).isEqualTo(CommandMode.COMMAND_PATH_CORRECTION);
            for (int axis = 0; axis < base.length; axis++) {
                assertThat(robot.q(axis) - robot.config.home().get(axis)).isEqualTo(base[axis], within(EXACT));
            }

            for (int cycle = 0; cycle < LONG_ENOUGH; cycle++) {
                robot.says(robot.standing(CommandMode.COMMAND_JOINT_POSITION));
            }
            for (int axis = 0; axis < base.length; axis++) {
                assertThat(robot.q(axis)).isEqualTo(robot.config.home().get(axis), within(EXACT));
            }
            robot.isWithin(Collections.nCopies(3, new RobotConfig.Joint(-10, 10, 0.15, 0.8, 8)));
        }
    }

    static Stream<List<Double>> tooFar() {
        return Stream.of(
                List.of(0.0201, 0.0, 0.0),
                List.of(0.0, -0.03, 0.0),
                List.of(0.0, 0.0, Double.NaN),
                List.of(0.0, 0.0),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("tooFar")
    void aCorrectionBeyondWhatIsDeclaredIsARejectedCommand(List<Double> correction) throws IOException {
        try (AnyMode robot = gantry(0)) {
            RobotCommand command = robot.standing(CommandMode.COMMAND_PATH_CORRECTION);
            correction.forEach(command::addCorrection);

            robot.says(command);

            assertThat(robot.state().getDatagramsRejected()).isEqualTo(1);
            assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandMode.class,
            names = {
                "COMMAND_MODE_UNSPECIFIED",
                "COMMAND_CARTESIAN_POSE",
                "COMMAND_JOINT_TORQUE",
                "COMMAND_WRENCH",
                "COMMAND_PATH_CORRECTION"
            })
    void aModeThatIsNotDeclaredBeginsNoMotionAndStopsOneThatRuns(CommandMode mode) throws IOException {
        try (AnyMode robot = new AnyMode(AnyMode.robot(false, 0))) {
            robot.says(robot.standing(mode).addCorrection(0).addCorrection(0).addCorrection(0));
            assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_MONITORING_READY);
            assertThat(robot.state().getStopReason()).isEqualTo(StopReason.STOP_REASON_MODE);
            assertThat(robot.state().getDatagramsRejected()).isEqualTo(1);

            robot.says(robot.standing(CommandMode.COMMAND_JOINT_POSITION));
            assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_COMMANDING_ACTIVE);
            assertThat(robot.state().getStopReason()).isEqualTo(StopReason.STOP_REASON_NONE);
            robot.says(robot.standing(mode));
            robot.hears(2);
            assertThat(robot.state().getSessionState()).isEqualTo(SessionState.SESSION_STOPPED);
            assertThat(robot.state().getStopReason()).isEqualTo(StopReason.STOP_REASON_MODE);
        }
    }

    @Test
    void aNewMotionBeginsWhereTheToolIsWithoutTheCorrectionOfTheOneBefore() throws IOException {
        try (AnyMode robot = gantry(0)) {
            for (int cycle = 0; cycle < LONG_ENOUGH; cycle++) {
                robot.says(robot.beside(0.01, 0, 0));
            }
            robot.says(robot.beside(0.01, 0, 0).setFinished(true));
            robot.hears(AnyMode.HORIZON);
            assertThat(robot.state().getStopReason()).isEqualTo(StopReason.STOP_REASON_FINISHED);

            robot.nextMotion();
            robot.says(robot.standing(CommandMode.COMMAND_JOINT_POSITION));

            assertThat(robot.state().getStopReason())
                    .as("the path that it left is not where it stands")
                    .isEqualTo(StopReason.STOP_REASON_DISCONTINUITY);
            assertThat(robot.q(AnyMode.X)).isEqualTo(0.01, within(EXACT));
        }
    }

    private static AnyMode gantry(double turned) throws IOException {
        return new AnyMode(AnyMode.robot(true, turned));
    }
}
