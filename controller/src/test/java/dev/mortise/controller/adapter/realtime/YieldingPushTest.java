package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.InsertionSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.sim.robot.RobotConfig;
import dev.mortise.sim.robot.Robots;
import dev.mortise.sim.tool.Contact;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A gantry whose part is drawn aside by the rails of its slot, over UDP. */
@Tag("wire")
class YieldingPushTest extends AnIdleEnd {

    private static final int CYCLE_MICROS = 2_000;
    private static final int PUSH = 1;
    private static final double APPROACH = 0.6;
    private static final double ASIDE = 0.2;
    private static final double HEIGHT = 1.0;
    private static final double NEWTONS_PER_METRE = 1e5;

    private final Contact contact = new Contact(
            200, 600, 0.19, Contact.Opening.ANYWHERE, new Contact.Guide(0.0006, -0.0004, NEWTONS_PER_METRE, 0.05));

    private final RealtimeEngine engine = new RealtimeEngine(true, 24);
    private final Robots robots;
    private final RobotLink robot;

    YieldingPushTest() throws IOException {
        RobotConfig config = new RobotConfig(
                "HV-1",
                0,
                CYCLE_MICROS,
                List.of(
                        new RobotConfig.Joint(-1, 1, 2, 8, 80),
                        new RobotConfig.Joint(-0.2, 1.3, 1.5, 8, 80),
                        new RobotConfig.Joint(0, 2, 1.5, 8, 80)),
                List.of(ASIDE, APPROACH, HEIGHT),
                PUSH,
                APPROACH,
                dev.mortise.sim.robot.RobotKey.none(),
                Optional.of(new RobotConfig.Slots(0, ASIDE, 2, HEIGHT, 0.044)),
                RobotConfig.LINK_TIMEOUT_MILLIS,
                false);
        robots = new Robots(List.of(new Robots.Placed(config, this)), "127.0.0.1", 0);
        robots.start();
        robot = engine.add(spec(robots.port("HV-1")));
        robot.open(1, this);
    }

    @AfterEach
    void close() {
        engine.close();
        robots.close();
    }

    @Test
    void aPushThatGivesWayFollowsItsRailsAndTheEvidenceSaysHowFar() throws Exception {
        StepReport report = pushed(Optional.of(new Insert.Yield(15_000, 0.0015)));

        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        double felt = Math.hypot(0.0006, 0.0004) * NEWTONS_PER_METRE;
        assertThat(measured(report, "side_force")).isCloseTo(felt, within(1.0));
        assertThat(measured(report, "yielded"))
                .as("mm, but for the 10 N of each axis that count for nothing")
                .isCloseTo(Math.hypot(0.5, 0.3), within(0.05));
    }

    @Test
    void aPushThatIsNotToGiveWayIsSeatedOnItsLineAndRubs() throws Exception {
        StepReport report = pushed(Optional.empty());

        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(report.measurements()).extracting(Measurement::name).doesNotContain("side_force", "yielded");
    }

    private StepReport pushed(Optional<Insert.Yield> yields) throws Exception {
        RobotStatus status = status();
        robot.run(
                new CommandId("R-1/insert-compute-tray.C07/1/insert"),
                1,
                new MotionProgram(List.of(
                        new Segment.Joints(List.of(ASIDE, APPROACH, HEIGHT), 1.0),
                        new Insert(PUSH, 0.25, 0.18, 0.3, 0.1, 1_400, 900, 0.245, Optional.empty(), 0, yields))),
                status.life());
        return report();
    }

    private static double measured(StepReport report, String name) {
        return report.measurements().stream()
                .filter(measurement -> measurement.name().equals(name))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
    }

    private static RobotSpec spec(int port) {
        return new RobotSpec(
                new RobotId("HV-1"),
                "127.0.0.1",
                port,
                CYCLE_MICROS,
                RobotSpec.Kinematics.GANTRY,
                List.of(
                        new JointSpec("x", true, -1, 1, 2, 8, 80),
                        new JointSpec("y", true, -0.2, 1.3, 1.5, 8, 80),
                        new JointSpec("z", true, 0, 2, 1.5, 8, 80)),
                Map.of(),
                Optional.of(new InsertionSpec(PUSH, 0.25, 0, 0, 0, Double.POSITIVE_INFINITY)),
                RobotKey.NONE,
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
    }

    @Override
    public double resistanceNewtons(double depthMetres, double speedMetresPerSecond) {
        return contact.resistanceNewtons(depthMetres);
    }

    @Override
    public double resistanceNewtons(double depth, double speed, double aside, double above) {
        return contact.resistanceNewtons(depth, aside, above);
    }

    @Override
    public double asideNewtons(double depthMetres, double asideMetres) {
        return contact.asideNewtons(depthMetres, asideMetres);
    }

    @Override
    public double aboveNewtons(double depthMetres, double aboveMetres) {
        return contact.aboveNewtons(depthMetres, aboveMetres);
    }

    @Override
    public int inputs() {
        return GRIPPED;
    }
}
