package dev.mortise.controller.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FlightPictureTest {

    private static final List<String> COLUMNS = List.of(
            "t_s",
            "cycle",
            "session_state",
            "stop_reason",
            "move",
            "told",
            "first_cycle",
            "setpoints",
            "force_n",
            "q_x",
            "set_x");

    private final List<List<String>> rows = new ArrayList<>();
    private int cycle;

    @Test
    void itSaysInItsHeadWhatWentWrongWhenAndByHowMuch() {
        push();

        assertThat(FlightPicture.svg(record("overforce", Map.of("push_n", "100.0 50.0", "limit_x", "-1.0 0.5"))))
                .contains(
                        "HV-1: overforce",
                        "PART_FAILURE",
                        "R-1/insert/1/insert",
                        "-0.080 s   the force is 120 N, and the limit 100 N",
                        "limit 100",
                        "may go from -1 to 0.5",
                        "measured",
                        "commanded for that cycle");
    }

    @Test
    void theMomentOfAPushTooHardIsTheFirstCycleOverItsLimitAndNotTheWayBack() {
        push();

        assertThat(Moment.of(record("overforce", Map.of("push_n", "100.0 50.0")))
                        .index())
                .isEqualTo(20);
        assertThat(Moment.of(record("early-contact", Map.of())))
                .isEqualTo(new Moment(21, "the controller tells it to stop (force 130 N)"));
    }

    @Test
    void aSlotThatIsAsTightOnTheWayBackDoesNotMoveTheMoment() {
        push();
        says("COMMANDING_ACTIVE", "NONE", "follow", 110, 10);

        assertThat(Moment.of(record("overforce", Map.of("push_n", "100.0 50.0")))
                        .index())
                .isEqualTo(20);
    }

    @Test
    void theMomentOfARobotThatStopsByItselfIsItsLastStop() {
        says("COMMANDING_ACTIVE", "NONE", "follow", 0, 10);
        says("STOPPING", "SETPOINT_UNDERRUN", "follow", 0, 5);
        says("COMMANDING_ACTIVE", "NONE", "follow", 0, 10);
        says("STOPPING", "VELOCITY_LIMIT", "hold", 0, 5);

        assertThat(Moment.of(record("robot-limit", Map.of())))
                .isEqualTo(new Moment(25, "the robot stops: VELOCITY_LIMIT (force 0 N)"));
    }

    @Test
    void aBoxWithoutAStopOrWithoutACycleSaysSo() {
        assertThat(FlightPicture.svg(record("result-lost", Map.of()))).contains("no cycles were kept");

        says("MONITORING_READY", "NONE", "hold", 0, 3);

        assertThat(FlightPicture.svg(record("result-lost", Map.of())))
                .contains("no stop is among the cycles that were kept");
    }

    @Test
    void whatAnAxisIsCalledCannotBecomeMarkup() {
        push();

        assertThat(FlightPicture.svg(record("jerk-limit: <script>", Map.of())))
                .contains("jerk-limit: &lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void aPngHasTwoPixelsForEachOfTheSvg() throws IOException {
        push();

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(FlightPicture.png(record("overforce", Map.of()))));

        assertThat(image.getWidth()).isEqualTo(2_560);
        assertThat(FlightPicture.svg(record("overforce", Map.of())))
                .contains("width=\"1280\" height=\"" + image.getHeight() / 2 + "\"");
    }

    /** Ten cycles before it, ten with a force within its limit, one over it, then the stop and the way back. */
    private void push() {
        says("COMMANDING_ACTIVE", "NONE", "follow", 0, 10);
        says("COMMANDING_ACTIVE", "NONE", "follow", 80, 10);
        says("COMMANDING_ACTIVE", "NONE", "follow", 120, 1);
        says("COMMANDING_ACTIVE", "NONE", "stop", 130, 1);
        says("STOPPING", "COMMANDED", "stop", 90, 9);
        says("COMMANDING_ACTIVE", "NONE", "follow", -40, 20);
        says("STOPPING", "SETPOINT_UNDERRUN", "hold", 0, 5);
        says("STOPPED", "FINISHED", "hold", 0, 5);
    }

    private void says(String state, String reason, String told, double force, int cycles) {
        for (int i = 0; i < cycles; i++) {
            boolean led = told.equals("follow");
            rows.add(List.of(
                    "",
                    String.valueOf(cycle),
                    state,
                    reason,
                    "1",
                    told,
                    led ? String.valueOf(cycle + 1) : "",
                    led ? "1" : "",
                    String.valueOf(force),
                    String.valueOf(cycle * 1e-3),
                    led ? String.valueOf((cycle + 1) * 1e-3) : ""));
            cycle++;
        }
    }

    private FlightRecord record(String reason, Map<String, String> more) {
        Map<String, String> about = new TreeMap<>(more);
        about.putAll(Map.of(
                "robot",
                "HV-1",
                "command",
                "R-1/insert/1/insert",
                "outcome",
                "PART_FAILURE",
                "reason",
                reason,
                "ended",
                "2026-11-27T07:00:01Z",
                "cycle_us",
                "2000"));
        List<List<String>> timed = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = new ArrayList<>(rows.get(i));
            row.set(0, String.valueOf((i - rows.size() + 1) * 2e-3));
            timed.add(row);
        }
        return new FlightRecord(about, COLUMNS, timed);
    }
}
