package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.PayloadSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A robot that carries more than it was rated with accelerates less, and does not move what it may not carry. */
class PayloadTest {

    private static final double CYCLE = ARobot.CYCLE_MICROS * 1e-6;
    private static final CommandId COMMAND = new CommandId("R-1/insert-compute-tray.C07/1/insert");

    private final ARobot robot = new ARobot();

    @Test
    void upToItsRatedLoadItHasAllOfItsAcceleration() {
        assertThat(greatestAcceleration(carrying(20))).isCloseTo(8, within(0.2));
    }

    @Test
    void withTwiceItsRatedLoadItHasHalfOfItsAccelerationAndJerk() {
        assertThat(greatestAcceleration(carrying(40))).isCloseTo(4, within(0.1)).isLessThanOrEqualTo(4 + 1e-6);
        assertThat(greatestJerk()).isLessThanOrEqualTo(40 * (1 + 1e-4));
    }

    @Test
    void whatItMayNotCarryIsNotMoved() {
        MotionExecution motion = carrying(41);

        robot.runToEnd(motion);

        StepReport report = motion.ended().orElseThrow();
        assertThat(report.outcome()).isEqualTo(StepReport.Outcome.STATION_FAULT);
        assertThat(report.reason()).isEqualTo("payload-limit");
        assertThat(robot.path).isEmpty();
    }

    /** The check knows the load by itself: a planner that forgot it sends nothing. */
    @Test
    void aPlannerThatForgetsTheLoadIsHeld() {
        MotionProgram program = program(40);
        MotionExecution motion = new MotionExecution(
                COMMAND, program, new Planner(ARobot.JOINTS), CommandCheck.of(spec(), program.payloadKilograms()));

        robot.runToEnd(motion);

        assertThat(motion.ended().orElseThrow().reason()).isEqualTo("jerk-limit: y");
        assertThat(robot.refusals).isEqualTo(1);
    }

    private double greatestAcceleration(MotionExecution motion) {
        robot.runToEnd(motion);
        assertThat(motion.ended().orElseThrow().outcome()).isEqualTo(StepReport.Outcome.OK);
        double greatest = 0;
        for (int i = 2; i < robot.path.size(); i++) {
            greatest = Math.max(greatest, Math.abs(y(i) - 2 * y(i - 1) + y(i - 2)) / (CYCLE * CYCLE));
        }
        return greatest;
    }

    private double greatestJerk() {
        double greatest = 0;
        for (int i = 3; i < robot.path.size(); i++) {
            double difference = y(i) - 3 * y(i - 1) + 3 * y(i - 2) - y(i - 3);
            greatest = Math.max(greatest, Math.abs(difference) / (CYCLE * CYCLE * CYCLE));
        }
        return greatest;
    }

    private double y(int i) {
        return robot.path.get(i)[1];
    }

    private static MotionExecution carrying(double kilograms) {
        return new MotionExecution(COMMAND, program(kilograms), spec());
    }

    private static MotionProgram program(double kilograms) {
        return new MotionProgram(List.of(new Segment.Joints(List.of(0.0, 1.2), 1.0)), kilograms);
    }

    private static RobotSpec spec() {
        return new RobotSpec(
                new RobotId("HV-1"),
                "127.0.0.1",
                1,
                ARobot.CYCLE_MICROS,
                RobotSpec.Kinematics.GANTRY,
                ARobot.JOINTS,
                Map.of(),
                Optional.empty(),
                RobotKey.NONE,
                new PayloadSpec(20, 40),
                Optional.empty());
    }
}
