package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A planner that takes an axis for better than it is: a hold that names the limit, and no set-point beyond it. */
class PlannersMistakeTest {

    private final ARobot robot = new ARobot();

    @Test
    void tooMuchVelocityIsNotSent() {
        assertThat(heldFor(new JointSpec("y", true, -0.2, 1.3, 2, 8, 80))).isEqualTo("velocity-limit: y");
    }

    @Test
    void tooMuchAccelerationIsNotSent() {
        assertThat(heldFor(new JointSpec("y", true, -0.2, 1.3, 1.5, 9, 80))).isEqualTo("acceleration-limit: y");
    }

    @Test
    void tooMuchJerkIsNotSent() {
        assertThat(heldFor(new JointSpec("y", true, -0.2, 1.3, 1.5, 8, 90))).isEqualTo("jerk-limit: y");
    }

    private String heldFor(JointSpec believed) {
        MotionExecution motion = ARobot.does(
                new CommandId("R-1/insert-compute-tray.C07/1/insert"),
                new MotionProgram(List.of(new Segment.Joints(List.of(0.0, 1.2), 1.0))),
                new Planner(List.of(ARobot.JOINTS.get(0), believed)));

        robot.runToEnd(motion);

        StepReport report = motion.ended().orElseThrow();
        assertThat(report.outcome()).isEqualTo(StepReport.Outcome.STATION_FAULT);
        assertThat(robot.refusals).isEqualTo(1);
        robot.keptItsLimits();
        return report.reason();
    }
}
