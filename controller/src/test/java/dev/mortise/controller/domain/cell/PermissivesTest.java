package dev.mortise.controller.domain.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** First out: of a trip that takes others along, which dropped first, and since when each is as it is. */
class PermissivesTest {

    private static final String AIR = "air pressure";
    private static final String CLAMP = "clamp closed";

    private Observed observed = Observed.nothing(ACell.after(Duration.ZERO), List.of());

    @Test
    void theInterlockThatDroppedFirstIsMarkedAndNotThoseItTookAlong() {
        look(0);
        look(1, AIR);
        look(2, AIR, CLAMP);

        assertThat(firstOut()).containsExactly(AIR);
        assertThat(lock(AIR).since()).contains(at(1));
        assertThat(lock(CLAMP).since()).contains(at(2));
    }

    @Test
    void theMarkStaysOnWhatHasComeWellAgainUntilAllAreWell() {
        look(0);
        look(1, AIR);
        look(2, AIR, CLAMP);
        look(3, CLAMP);
        assertThat(firstOut()).containsExactly(AIR);
        assertThat(lock(AIR).well()).isTrue();

        look(4);
        assertThat(firstOut()).isEmpty();

        look(5, CLAMP);
        assertThat(firstOut()).containsExactly(CLAMP);
    }

    @Test
    void aStopThatIsObservedIsFirstOutAmongInterlocks() {
        look(0);
        observed = observed.at(ACell.after(Duration.ofSeconds(1))).plc(status(true));
        observed = observed.at(ACell.after(Duration.ofSeconds(2))).plc(status(true, AIR));

        assertThat(observed.permissives().stop(Permissives.EMERGENCY_STOP).firstOut())
                .isTrue();
        assertThat(firstOut()).isEmpty();
    }

    @Test
    void thoseThatDroppedBetweenTwoLooksAreToldTogether() {
        look(0);
        look(1, AIR, CLAMP);

        assertThat(firstOut()).containsExactlyInAnyOrder(AIR, CLAMP);
    }

    @Test
    void whatStoodBeforeTheFirstLookHasNoBeginningAndNoMark() {
        look(0, AIR);
        look(1, AIR, CLAMP);

        assertThat(firstOut()).isEmpty();
        assertThat(lock(AIR).since()).isEmpty();
        assertThat(lock(CLAMP).since()).contains(at(1));
    }

    @Test
    void theMarkOutlivesALinkThatIsDownForAWhile() {
        look(0);
        look(1, AIR);
        observed = observed.plcDown("connection reset");
        look(9, AIR, CLAMP);

        assertThat(firstOut()).containsExactly(AIR);
        assertThat(lock(AIR).since()).contains(at(1));
    }

    private void look(int second, String... open) {
        observed = observed.at(ACell.after(Duration.ofSeconds(second))).plc(status(false, open));
    }

    private Permissives.Permissive lock(String name) {
        return observed.permissives().interlock(name);
    }

    private List<String> firstOut() {
        return Stream.of(AIR, CLAMP).filter(name -> lock(name).firstOut()).toList();
    }

    private static Instant at(int second) {
        return ACell.NOON.plusSeconds(second);
    }

    private static PlcStatus status(boolean emergencyStop, String... open) {
        List<String> dropped = Arrays.asList(open);
        return new PlcStatus(
                "boot-1",
                true,
                true,
                3,
                UnitState.EXECUTE,
                1,
                "",
                Optional.empty(),
                Optional.empty(),
                new PlcStatus.Safety(emergencyStop, false, true, 4),
                Stream.of(AIR, CLAMP)
                        .map(name -> new PlcStatus.Interlock(name, !dropped.contains(name)))
                        .toList());
    }
}
