package dev.mortise.controller.domain.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;
import dev.mortise.controller.domain.process.StepReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A part that touches where its way should be free: its opening is looked for beside it. A push that yields to what it feels. */
class SearchTest {

    private static final double APPROACH = 0.6;
    private static final double FORCE_MAX = 1_400;
    private static final double SEAT_FORCE = 900;
    private static final double HARD_STOP = 0.249;
    private static final double TOUCHES = 0.1;
    private static final double TOLERANCE = 0.0004;
    private static final double PITCH = 0.0007;

    /** Gripper and sheet metal together, slow enough for the speed of these pushes. */
    private static final double NEWTONS_PER_METRE = 1e5;

    private final ARobot robot = new ARobot();

    @Test
    void theOpeningBesideAnEarlyContactIsFoundAndThePartIsSeatedThere() {
        robot.feels((x, y) -> slot(x, y, 0.2 - 2 * PITCH));
        MotionExecution motion = insertion(0.003, 0);

        robot.runToEnd(motion);

        StepReport report = motion.ended().orElseThrow();
        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.position[0]).isCloseTo(0.2 - 2 * PITCH, within(TOLERANCE));
        assertThat(measured(report, "search_places")).isEqualTo(4);
        assertThat(measured(report, "search_offset")).isCloseTo(1.4, within(1e-9));
        assertThat(measured(report, "depth")).isBetween(249.0, 250.0);
        assertThat(report.reports().get("search"))
                .startsWith("contact at 10")
                .endsWith("mm; seated at place 4 of 8, x -1.40 mm");
        assertThat(robot.refusals).isZero();
    }

    @Test
    void whenItsPlacesAreUsedUpThePartIsDrawnBackAndItIsAnEarlyContact() {
        robot.feels((x, y) -> slot(x, y, 0.25));
        MotionExecution motion = insertion(0.0015, 0);

        robot.runToEnd(motion);

        StepReport report = motion.ended().orElseThrow();
        assertThat(report.outcome()).isEqualTo(StepReport.Outcome.PART_FAILURE);
        assertThat(report.reason()).isEqualTo("early-contact");
        assertThat(measured(report, "search_places")).isEqualTo(4);
        assertThat(report.reports().get("search")).contains("ended at place 4 of 4");
        assertThat(robot.position).containsExactly(new double[] {0.2, APPROACH}, within(1e-12));
    }

    @Test
    void betweenTwoPlacesThePartIsClearOfWhatItTouched() {
        robot.feels((x, y) -> slot(x, y, 0.25));

        robot.runToEnd(insertion(0.003, 0));

        for (int i = 1; i < robot.path.size(); i++) {
            double moved = Math.abs(robot.path.get(i)[0] - robot.path.get(i - 1)[0]);
            boolean touching = robot.path.get(i)[1] - APPROACH > TOUCHES + 0.0001;
            assertThat(moved > 0 && touching)
                    .as("moved aside while it touched, cycle %d", i)
                    .isFalse();
        }
    }

    @Test
    void contactThatIsDeeperThanTheFirstIsNoReasonToMoveAsideWithinTheOpening() {
        robot.feels((x, y) -> slot(x, y, 0.2 + PITCH) + (depth(y) > 0.15 && depth(y) < 0.2 ? 100 : 0));
        MotionExecution motion = insertion(0.003, 0);

        robot.runToEnd(motion);

        StepReport report = motion.ended().orElseThrow();
        assertThat(report.reason()).isEqualTo("early-contact");
        assertThat(measured(report, "search_places")).isEqualTo(1);
    }

    @Test
    void withoutAnEarlyContactTheEvidenceSaysThatNoSearchTookPlace() {
        robot.feels((x, y) -> slot(x, y, 0.2));
        MotionExecution motion = insertion(0.003, 0);

        robot.runToEnd(motion);

        StepReport report = motion.ended().orElseThrow();
        assertThat(report.outcome()).isEqualTo(StepReport.Outcome.OK);
        assertThat(measured(report, "search_places")).isZero();
        assertThat(measured(report, "search_offset")).isZero();
        assertThat(report.reports()).isEmpty();
    }

    @Test
    void overforceAndAHoldEndASearchAsTheyEndAPush() {
        robot.feels((x, y) -> slot(x, y, 0.25));
        MotionExecution motion = insertion(0.003, 0);
        while (robot.stops < 3) {
            robot.cycle(motion, true);
        }
        motion.hold();
        robot.runToEnd(motion);

        assertThat(motion.ended().orElseThrow().reason()).isEqualTo("held");
    }

    @Test
    void aPushThatYieldsIsSlowerWhereItFeelsMoreAndIsSeatedAllTheSame() {
        ARobot stiff = new ARobot().feels((x, y) -> friction(y));
        ARobot soft = new ARobot().feels((x, y) -> friction(y));
        MotionExecution unyielding = insertion(0.003, 0);
        MotionExecution yielding = insertion(0.003, 20_000);

        stiff.runToEnd(unyielding);
        soft.runToEnd(yielding);

        assertThat(yielding.ended().orElseThrow().outcome()).isEqualTo(StepReport.Outcome.OK);
        assertThat(soft.path.size()).isGreaterThan(stiff.path.size() + 100);
        assertThat(peak(yielding)).isLessThanOrEqualTo(peak(unyielding));
        soft.keptItsLimits();
    }

    @Test
    void aPushThatDoesNotGetOnAgainstItsReferenceForceEndsAndThePartIsDrawnBack() {
        // 1,150 N, midway between the seat's force and too much, at 0.2 m and for ever
        robot.feels((x, y) -> depth(y) < 0.19 ? 0 : Math.min(1_200, 1e5 * (depth(y) - 0.19)));
        MotionExecution motion = insertion(0.003, 20_000);

        robot.runToEnd(motion);

        StepReport report = motion.ended().orElseThrow();
        assertThat(report.reason()).isEqualTo("not-seated");
        assertThat(measured(report, "peak_force")).isLessThan(FORCE_MAX);
        assertThat(robot.position).containsExactly(new double[] {0.2, APPROACH}, within(1e-12));
    }

    private static double peak(MotionExecution motion) {
        return measured(motion.ended().orElseThrow(), "peak_force");
    }

    private static double depth(double y) {
        return y - APPROACH;
    }

    private static double friction(double y) {
        double along = Math.max(0, depth(y) - 0.19);
        return Math.min(800, 16_000 * along) + Math.max(0, 1.2e6 * (depth(y) - HARD_STOP));
    }

    /** An opening at this x: beside it the part touches the frame. */
    private static double slot(double x, double y, double opening) {
        double stop = Math.max(0, 1.2e6 * (depth(y) - HARD_STOP));
        boolean beside = Math.abs(x - opening) > TOLERANCE;
        return beside ? Math.min(500, Math.max(0, NEWTONS_PER_METRE * (depth(y) - TOUCHES))) : stop;
    }

    private static MotionExecution insertion(double searchRadius, double damping) {
        return ARobot.does(
                new CommandId("R-1/insert-compute-tray.C07/1/insert"),
                new MotionProgram(List.of(
                        new Segment.Joints(List.of(0.2, APPROACH), 1.0),
                        new Insert(
                                ARobot.PUSH,
                                0.25,
                                0.18,
                                0.3,
                                0.1,
                                FORCE_MAX,
                                SEAT_FORCE,
                                0.245,
                                Optional.of(new Insert.Search(searchRadius, PITCH)),
                                damping,
                                Optional.empty()))));
    }

    private static double measured(StepReport report, String name) {
        return report.measurements().stream()
                .filter(measurement -> measurement.name().equals(name))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
    }
}
