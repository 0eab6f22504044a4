package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.SessionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SessionKeysTest {

    private static final RobotId KEYED = new RobotId("HV-1");

    private final APlc plc = new APlc();
    private final List<SessionKey> used = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final SessionKeys keys =
            new SessionKeys(plc::handKey, Map.of(KEYED, used::add), 7, (robot, why) -> refused.add(robot + ": " + why));

    @Test
    void aRobotIsGivenItsKeyOnceThePlcHasTakenIt() {
        keys.handOver();
        assertThat(plc.handed).containsExactly("HV-1 7");
        assertThat(used).as("before the PLC has it").isEmpty();

        plc.takes();

        assertThat(used).hasSize(1);
        assertThat(refused).isEmpty();
    }

    @Test
    void eachTimeTheLinkComesUpThePlcIsHandedTheSameKeyForItMayHaveForgotten() {
        keys.handOver();
        plc.takes();
        keys.handOver();
        plc.takes();

        assertThat(used).hasSize(2);
        assertThat(used.get(0).bytes()).isEqualTo(used.get(1).bytes());
    }

    @Test
    void anotherLifeOfTheCoordinatorHasAnotherKey() {
        keys.handOver();
        plc.takes();
        new SessionKeys(plc::handKey, Map.of(KEYED, used::add), 8, (robot, why) -> {}).handOver();
        plc.takes();

        assertThat(used.get(0).bytes()).isNotEqualTo(used.get(1).bytes());
    }

    @Test
    void aKeyThatIsRefusedIsNotUsedAndTheReasonIsTold() {
        keys.handOver();
        plc.answer.completeExceptionally(new PlcLink.KeyRefused("STALE_EPOCH: 7 is lower than 9"));

        assertThat(used).isEmpty();
        assertThat(refused).containsExactly("HV-1: its PLC does not take its key: STALE_EPOCH: 7 is lower than 9");
    }

    @Test
    void ofALinkThatWasLostNothingIsToldForItTellsItself() {
        keys.handOver();
        plc.answer.completeExceptionally(new PlcLink.LinkLost("cut"));

        assertThat(used).isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void noTextOfAKeyShowsIt() {
        keys.handOver();
        plc.takes();

        assertThat(used.get(0)).hasToString("a key of 32 bytes");
    }

    /** Takes keys when it is told to. */
    private static final class APlc {

        private final List<String> handed = new ArrayList<>();
        private CompletableFuture<Void> answer = new CompletableFuture<>();

        void takes() {
            answer.complete(null);
        }

        CompletionStage<Void> handKey(RobotId robot, long epoch, SessionKey unusedKey) {
            handed.add(robot + " " + epoch);
            answer = new CompletableFuture<>();
            return answer;
        }
    }
}
