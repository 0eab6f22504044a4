package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A robot that grants a session and says of itself what plant.yaml does not: it is not led, and people are told why. */
@Tag("wire")
class DeclaredTest extends AnEngineOfARawRobot {

    private static final int GRANTS_MAX = 100;
    private static final long A_MOMENT_MILLIS = 50;

    DeclaredTest() throws IOException {
        // the engine is told of the robot when that says what it is
    }

    static Stream<Arguments> otherRobots() {
        return Stream.of(
                other(
                        reply -> reply.setModes(0b1010),
                        "it does not execute mode COMMAND_JOINT_POSITION: modes is [COMMAND_HOLD, COMMAND_JOINT_VELOCITY];"
                                + " expected [COMMAND_HOLD, COMMAND_JOINT_POSITION] among them, for nothing else is sent"),
                other(
                        reply -> reply.setCycleUs(500),
                        "its cycle is 500 us and plant.yaml says realtime.cycle_us: 1000; expected the same in both"),
                other(
                        SessionReply::clearCycleUs,
                        "its cycle is not told and plant.yaml says realtime.cycle_us: 1000; expected the same in both"),
                other(
                        reply -> reply.setAxes(2),
                        "the number of its axes is 2 and plant.yaml lists 1 joints; expected a joint for each axis, in the robot's order"),
                other(
                        reply -> reply.setVersion(2),
                        "the version of the protocol that it grants is 2; expected 1, which was asked for"),
                other(reply -> reply.setHorizonMax(0), "it takes no set-points: horizon_max is 0; expected 1 or more"));
    }

    static Stream<Arguments> weakerRobots() {
        return Stream.of(
                other(
                        reply -> reply.getMutableQMin().set(0, -0.5),
                        "its axis 1 (x) declares min -0.5 and plant.yaml says -1.0; expected at least -0.5 there"),
                other(
                        reply -> reply.getMutableQMax().set(0, 0.75),
                        "its axis 1 (x) declares max 0.75 and plant.yaml says 1.0; expected at most 0.75 there"),
                other(
                        reply -> reply.getMutableDqMax().set(0, 1),
                        "its axis 1 (x) declares velocity_max 1.0 and plant.yaml says 2.0; expected at most 1.0 there"),
                other(
                        reply -> reply.getMutableDdqMax().set(0, 7.5),
                        "its axis 1 (x) declares acceleration_max 7.5 and plant.yaml says 8.0; expected at most 7.5 there"),
                other(
                        reply -> reply.getMutableDddqMax().set(0, 40),
                        "its axis 1 (x) declares jerk_max 40.0 and plant.yaml says 80.0; expected at most 40.0 there"),
                other(
                        reply -> reply.getMutableDqMax().set(0, Double.NaN),
                        "its axis 1 (x) declares velocity_max NaN and plant.yaml says 2.0; expected at most NaN there"),
                other(
                        reply -> reply.addDqMax(2),
                        "it declares velocity_max of 2 axes and has 1; expected one of each axis, or none"));
    }

    private static Arguments other(Consumer<SessionReply> change, String how) {
        return Arguments.of(change, how);
    }

    @ParameterizedTest
    @MethodSource({"otherRobots", "weakerRobots"})
    void aRobotThatIsNotTheOneOfPlantYamlIsNotLedAndTheLinkSaysHowItDiffers(Consumer<SessionReply> change, String how)
            throws Exception {
        robot.declares(change);
        engine.add(robot.spec()).open(1, cell);

        assertThat(linkAfterAGrant()).isEqualTo("down: the robot is not the one of plant.yaml: " + how);
        assertThat(robot.isAskedAnew()).as("no command takes up the session").isTrue();
    }

    /** More than plant.yaml asks for; nothing at all; and what a robot that reckons in degrees makes of it. */
    static Stream<Consumer<SessionReply>> sufficient() {
        return Stream.of(
                reply -> {},
                reply -> reply.getMutableDqMax().set(0, 3),
                reply -> reply.getMutableQMin().set(0, -2),
                reply -> reply.setModes(0b110),
                reply -> reply.setModes(0b1000_1110 | 1 << 30),
                reply -> reply.getMutableDddqMax().set(0, 80 - 1e-13),
                reply ->
                        reply.clearQMin().clearQMax().clearDqMax().clearDdqMax().clearDddqMax());
    }

    @ParameterizedTest
    @MethodSource("sufficient")
    void aRobotThatMayDoWhatPlantYamlAsksForIsLed(Consumer<SessionReply> change) throws Exception {
        robot.declares(change);
        engine.add(robot.spec()).open(1, cell);

        isLed();
    }

    /** The engine asks for 24. */
    @ParameterizedTest
    @CsvSource({"8, 8", "64, 24"})
    void aCommandHasAsManySetPointsAsTheRobotGrantsAndNoMoreThanWereAskedFor(int granted, int sent) throws Exception {
        robot.declares(reply -> reply.setHorizonMax(granted));
        RobotLink link = engine.add(robot.spec());
        link.open(1, cell);
        isLed();

        link.run(command("move"), 1, new MotionProgram(List.of(new Segment.Joints(List.of(0.5), 1.0))));

        RobotCommand told;
        do {
            robot.says();
            told = robot.answer();
        } while (!robot.isLed());
        assertThat(told.getSetpoints()).isEqualTo(sent);
        assertThat(told.getHorizon().length()).as("of one axis").isEqualTo(sent);
    }

    @Test
    void aRobotThatIsPutRightIsLedWithoutARestartOfTheController() throws Exception {
        robot.declares(reply -> reply.setCycleUs(500));
        engine.add(robot.spec()).open(1, cell);
        assertThat(linkAfterAGrant()).startsWith("down: ");

        robot.declares(reply -> {});
        isLed();
    }

    /** Grants whatever is asked: on a machine that pauses, the request before is asked no more. */
    private String linkAfterAGrant() throws Exception {
        Optional<String> link = Optional.empty();
        for (int grants = 0; link.isEmpty() && grants < GRANTS_MAX; grants++) {
            robot.grant();
            link = cell.linkWithin(A_MOMENT_MILLIS);
        }
        return link.orElseThrow();
    }

    private void isLed() throws Exception {
        robot.grant();
        robot.says();
        assertThat(robot.answer().getMode()).isEqualTo(CommandMode.COMMAND_HOLD);
        assertThat(cell.link()).isEqualTo("up, simulated");
    }

    @Test
    void ofManyDifferencesThreeAreToldAndTheOthersCounted() {
        RobotSpec spec = robot.spec();
        RobotSpec plant = new RobotSpec(
                spec.id(),
                spec.host(),
                spec.port(),
                2_000,
                spec.kinematics(),
                Collections.nCopies(2, new JointSpec("x", true, -1, 1, 2, 8, 80)),
                Map.of(),
                spec.insertion(),
                spec.key(),
                spec.payload(),
                spec.geometry());
        SessionReply reply =
                SessionReply.newInstance().setVersion(1).setCycleUs(2_000).setAxes(2);
        reply.setHorizonMax(24).addQMax(0.5).addQMax(0.5).addDqMax(1).addDqMax(1);

        assertThat(Declared.differs(plant, reply).orElse(""))
                .contains("its axis 1 (x) declares max 0.5")
                .contains(". Also, its axis 2 (x) declares max 0.5")
                .contains(". Also, its axis 1 (x) declares velocity_max 1.0")
                .endsWith(". And 1 more");
    }
}
