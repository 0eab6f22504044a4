package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.port.RobotLink;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a robot may say nothing is a setting. */
@Tag("wire")
class SilenceTest {

    @Test
    void aRobotThatIsSilentForAsLongAsTheSettingSaysIsNotHeard() throws Exception {
        Tuning tuning = new Tuning(Tuning.Idle.PARK, 0, OptionalInt.empty(), OptionalInt.empty(), 120);
        try (ARobotCell cell = ARobotCell.withoutClock();
                RealtimeEngine engine = new RealtimeEngine(true, 24, tuning)) {
            RobotLink robot = engine.add(cell.spec());
            robot.open(1, cell);
            Awaitility.await("the link").until(() -> {
                cell.cycle();
                return robot.view().connected();
            });
            assertThat(cell.link()).isEqualTo("up, simulated");
            assertThat(cell.link()).endsWith(" for 120 ms");
        }
    }
}
