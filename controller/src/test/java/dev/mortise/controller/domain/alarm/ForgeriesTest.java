package dev.mortise.controller.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.cell.Moment;
import dev.mortise.controller.domain.plant.RobotId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Datagrams without a robot's tag, as its counts grow: told of while they come, and some time after. */
class ForgeriesTest {

    private static final RobotId ROBOT = new RobotId("HV-1");
    private static final RobotId OTHER = new RobotId("HV-2");

    private Forgeries forgeries = Forgeries.NOTHING_SEEN;

    private List<Cause> at(double seconds, long total) {
        forgeries = forgeries.look(
                Map.of(ROBOT, total, OTHER, 7L), new Moment(Instant.EPOCH, Duration.ofMillis((long) (seconds * 1000))));
        return forgeries.causes();
    }

    @Test
    void whatKeepsComingIsToldOfTheRobotAndOfNoOtherWithHowManyCameAndWhatWouldHelp() {
        assertThat(at(0, 0)).isEmpty();
        assertThat(at(0.5, 100)).isEmpty();
        assertThat(at(1, 150)).isEmpty();

        List<Cause> told = at(2.5, 200);

        assertThat(told).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.FORGED_DATAGRAMS);
            assertThat(cause.subject()).isEqualTo("HV-1");
            assertThat(cause.text()).startsWith("200 datagrams came in the name of HV-1 within the last 30 s");
            assertThat(cause.remedy()).contains("who else sends");
        });
    }

    @Test
    void theyAreOverWhenNoneCameForHalfAMinute() {
        at(0, 0);
        at(1, 10);
        assertThat(at(10, 20)).hasSize(1);
        assertThat(at(31.5, 20)).as("the first is forgotten, the last is not").isEmpty();
        assertThat(at(32, 30)).as("they come again").hasSize(1);
        assertThat(at(62.5, 30)).isEmpty();
        assertThat(Objects.requireNonNull(forgeries.robots().get(ROBOT)).came())
                .as("nothing is kept of it")
                .isEmpty();
    }

    @Test
    void aKeyThatIsChangedAndADatagramDamagedOnItsWayAreNone() {
        at(0, 0);
        at(0.5, 300);
        assertThat(at(1, 600)).isEmpty();
        assertThat(at(20, 600)).isEmpty();
        assertThat(at(40, 601)).isEmpty();
        assertThat(at(80, 601)).isEmpty();
    }

    @Test
    void whatWasCountedBeforeAnybodyLookedIsNotToldAndAnEngineThatCountsAnewIsFollowed() {
        assertThat(at(0, 5_000)).isEmpty();
        assertThat(at(3, 5_000)).isEmpty();
        assertThat(at(4, 10)).as("an engine that began anew").isEmpty();

        assertThat(at(7, 15))
                .singleElement()
                .satisfies(cause -> assertThat(cause.text()).startsWith("15 datagrams"));
    }
}
