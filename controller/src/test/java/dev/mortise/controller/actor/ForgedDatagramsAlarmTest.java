package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.adapter.store.EmbeddedStore;
import dev.mortise.controller.domain.alarm.Alarm.State;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sends in a robot's name without its key raises an alarm of the robot, and its cell works on. */
class ForgedDatagramsAlarmTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void whileACellWorksItIsAnAlarmOfItsRobotAndGoneSomeTimeAfterTheLast() throws Exception {
        try (AlarmsOnAStore alarms =
                new AlarmsOnAStore(EmbeddedStore.open(directory), AlarmsOnAStore.START, Map.of())) {
            alarms.is("TRAY-A", Kind.PROGRESS);
            long[] total = {0};
            await().atMost(PATIENCE).until(() -> {
                alarms.counts("TRAY-A-R1", total[0] += 10);
                alarms.passes(1);
                return !open(alarms).isEmpty();
            });

            assertThat(open(alarms)).singleElement().satisfies(alarm -> {
                assertThat(alarm.id()).isEqualTo("TRAY-A-R1.FORGED_DATAGRAMS");
                assertThat(alarm.priority()).isEqualTo(Priority.MEDIUM);
                assertThat(alarm.state()).isEqualTo(State.UNACKNOWLEDGED_ACTIVE);
                assertThat(alarm.text()).contains("datagrams came in the name of TRAY-A-R1");
            });
            assertThat(alarms.board.now().cells())
                    .allSatisfy(cell -> assertThat(cell.cause().kind()).isEqualTo(Kind.PROGRESS));
            await().atMost(PATIENCE).until(() -> {
                alarms.passes(10);
                return open(alarms).get(0).state() == State.RETURNED_UNACKNOWLEDGED;
            });
        }
    }

    private static List<AlarmView> open(AlarmsOnAStore alarms) {
        return alarms.board.now().alarms().open();
    }
}
