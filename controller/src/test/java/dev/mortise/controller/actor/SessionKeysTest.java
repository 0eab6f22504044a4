package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.SessionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SessionKeysTest {

    private static final RobotId KEYED = new RobotId("HV-1");
    private static final RobotId OTHER = new RobotId("HV-2");

    private final APlc plc = new APlc();
    private final ARobot keyed = new ARobot(KEYED, true);
    private final ARobot other = new ARobot(OTHER, false);
    private final List<String> refused = new ArrayList<>();
    private final SessionKeys keys = new SessionKeys(
            plc, Map.of(KEYED, keyed, OTHER, other), 7, (robot, why) -> refused.add(robot + ": " + why));

    @Test
    void aRobotIsGivenItsKeyOnceThePlcHasTakenIt() {
        keys.handOver();
        assertThat(plc.handed).containsExactly("HV-1 7");
        assertThat(keyed.keys).as("before the PLC has it").isEmpty();

        plc.takes();

        assertThat(keyed.keys).hasSize(1);
        assertThat(other.keys).as("one whose key does not come from there").isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void eachTimeTheLinkComesUpThePlcIsHandedTheSameKeyForItMayHaveForgotten() {
        keys.handOver();
        plc.takes();
        keys.handOver();
        plc.takes();

        assertThat(keyed.keys).hasSize(2);
        assertThat(keyed.keys.get(0).bytes()).isEqualTo(keyed.keys.get(1).bytes());
    }

    @Test
    void anotherLifeOfTheCoordinatorHasAnotherKey() {
        keys.handOver();
        plc.takes();
        new SessionKeys(plc, Map.of(KEYED, keyed), 8, (robot, why) -> {}).handOver();
        plc.takes();

        assertThat(keyed.keys.get(0).bytes()).isNotEqualTo(keyed.keys.get(1).bytes());
    }

    @Test
    void aKeyThatIsRefusedIsNotUsedAndTheReasonIsTold() {
        keys.handOver();
        plc.answer.completeExceptionally(new PlcLink.KeyRefused("STALE_EPOCH: 7 is lower than 9"));

        assertThat(keyed.keys).isEmpty();
        assertThat(refused).containsExactly("HV-1: its PLC does not take its key: STALE_EPOCH: 7 is lower than 9");
    }

    @Test
    void ofALinkThatWasLostNothingIsToldForItTellsItself() {
        keys.handOver();
        plc.answer.completeExceptionally(new PlcLink.LinkLost("cut"));

        assertThat(keyed.keys).isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void noTextOfAKeyShowsIt() {
        keys.handOver();
        plc.takes();

        assertThat(keyed.keys.get(0)).hasToString("a key of 32 bytes");
    }

    private static final class APlc implements PlcLink {

        private final List<String> handed = new ArrayList<>();
        private CompletableFuture<Void> answer = new CompletableFuture<>();

        void takes() {
            answer.complete(null);
        }

        @Override
        public CompletionStage<Void> handKey(RobotId robot, long epoch, SessionKey key) {
            handed.add(robot + " " + epoch);
            answer = new CompletableFuture<>();
            return answer;
        }

        @Override
        public void open(PlcLink.Listener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> send(Command command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> request(UnitCommand command, long epoch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> acknowledge(CommandId command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<PlcStatus> status() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static final class ARobot implements RobotLink {

        private final RobotId id;
        private final boolean keyedByItsPlc;
        private final List<SessionKey> keys = new ArrayList<>();

        ARobot(RobotId id, boolean keyedByItsPlc) {
            this.id = id;
            this.keyedByItsPlc = keyedByItsPlc;
        }

        @Override
        public boolean isKeyedByItsPlc() {
            return keyedByItsPlc;
        }

        @Override
        public void key(SessionKey key) {
            keys.add(key);
        }

        @Override
        public void open(long epoch, RobotLink.Listener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void run(CommandId command, long epoch, MotionProgram program, String life) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void speed(Speed speed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void hold(String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RobotView view() {
            return new RobotView(id, false, true, "", List.of(), 0, 1, LinkFigures.NONE);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
