package dev.mortise.sim.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class RobotsTest {

    @Test
    void everyRobotKeepsItsOwnCycle() throws IOException {
        try (Robots robots = new Robots(List.of(robot("quick", 2_000), robot("slow", 20_000)), "127.0.0.1", 1)) {
            robots.start();
            try (WireController quick = new WireController(robots.port("quick"));
                    WireController slow = new WireController(robots.port("slow"))) {
                quick.ask(WireController.request());
                assertThat(quick.reply().getCycleUs()).isEqualTo(2_000);
                quick.takesUp();
                slow.ask(WireController.request());
                assertThat(slow.reply().getRefusal()).isEqualTo(Refusal.REFUSAL_NONE);
                slow.takesUp();

                RobotState from = slow.state();
                RobotState to = slow.state();
                while (to.getCycle() < from.getCycle() + 5) {
                    to = slow.state();
                }

                // one thread cycles both: however late it is, it makes ten of the one for each of the other
                assertThat(cyclesBetween(from, to, quick)).isBetween(49, 51);
            }
        }
    }

    @Test
    void aCycleThatIsNoMultipleOfTheShortestIsRefusedByName() {
        List<Robots.Placed> robots = List.of(robot("quick", 2_000), robot("odd", 3_000));

        assertThatThrownBy(() -> new Robots(robots, "127.0.0.1", 1))
                .hasMessage(
                        "robot odd: realtime.cycle_us is 3000; expected a multiple of 2000, the shortest in the plant");
    }

    private static int cyclesBetween(RobotState from, RobotState to, WireController quick) throws IOException {
        int cycles = 0;
        for (RobotState state = quick.state();
                state.getHeader().getTxNs() <= to.getHeader().getTxNs();
                state = quick.state()) {
            cycles += state.getHeader().getTxNs() > from.getHeader().getTxNs() ? 1 : 0;
        }
        return cycles;
    }

    private static Robots.Placed robot(String id, int cycleMicros) {
        RobotConfig like = Pilot.GANTRY;
        return new Robots.Placed(
                new RobotConfig(
                        id,
                        0,
                        cycleMicros,
                        like.joints(),
                        like.home(),
                        like.insertionAxis(),
                        like.approach(),
                        like.key(),
                        Optional.empty(),
                        RobotConfig.LINK_TIMEOUT_MILLIS,
                        false),
                new Bench());
    }
}
