package dev.mortise.sim.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.sim.tool.Nutrunner.Screw;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class NutrunnerTest {

    private static final double TARGET = 5.1;

    /** Joint's rate times the angle turned in 2 ms of delay at 6 rad/s and while braking with 2000 rad/s². */
    private static double overshoot(double riseDegrees) {
        double angle = 6 * 0.002 + 6 * 6 / (2 * 2_000.0);
        return TARGET / Math.toRadians(riseDegrees) * angle;
    }

    @RepeatedTest(20)
    void aGoodScrewEndsAtItsTargetAndTheOvershootOfItsJoint(RepetitionInfo run) {
        var done = new Nutrunner(TARGET).tighten(Screw.GOOD, new SplittableRandom(run.getCurrentRepetition()));

        assertThat(done.angleDegrees()).isBetween(29.0, 61.0);
        assertThat(done.torqueNewtonMetres()).isCloseTo(TARGET + overshoot(done.angleDegrees()), within(1e-9));
        assertThat(done.torqueNewtonMetres()).as("within the shipped limits").isBetween(4.6, 5.6);
    }

    @Test
    void aCrossThreadedScrewReachesItsTorqueAfterTooLittleAngle() {
        var done = new Nutrunner(TARGET).tighten(Screw.CROSS_THREADED, new SplittableRandom(1));

        assertThat(done.torqueNewtonMetres()).isGreaterThan(TARGET);
        assertThat(done.angleDegrees()).isLessThan(20);
    }

    @Test
    void aStrippedScrewTurnsOnWithoutReachingItsTorque() {
        var done = new Nutrunner(TARGET).tighten(Screw.STRIPPED, new SplittableRandom(1));

        assertThat(done.torqueNewtonMetres()).isCloseTo(0.6 * TARGET, within(1e-9));
        assertThat(done.angleDegrees()).isGreaterThan(120);
    }
}
