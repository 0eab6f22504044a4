package dev.mortise.sim.plc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.sim.robot.RobotKey;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandedKeysTest {

    private final TableImage image = new TableImage();
    private final HandedKeys keys = new HandedKeys(
            image, Map.of("HV-1", RobotKey.fromPlc(), "HV-2", RobotKey.none(), "HV-3", RobotKey.fromPlc()));

    @Test
    void aKeyIsTakenForTheRobotThatItIsForAndTheSameAgain() {
        assertThat(keys.take("HV-1", 3, key(1))).isEmpty();
        assertThat(keys.take("HV-1", 3, key(1))).isEmpty();
        assertThat(keys.take("HV-3", 1, key(1))).as("another robot").isEmpty();
    }

    @Test
    void aRobotOfAnotherCellOrWithAKeyOfItsOwnIsUnknownHere() {
        assertThat(keys.take("HV-9", 3, key(1))).startsWith("UNKNOWN_ROBOT: no robot HV-9");
        assertThat(keys.take("HV-2", 3, key(1))).startsWith("UNKNOWN_ROBOT: no robot HV-2");
    }

    @Test
    void aControllerWhoseSuccessorWasHereReplacesNoKey() {
        assertThat(keys.take("HV-1", 3, key(1))).isEmpty();
        assertThat(keys.take("HV-1", 2, key(2))).startsWith("STALE_EPOCH: 2 is lower");

        image.show("Status/Epoch", 5L);

        assertThat(keys.take("HV-1", 4, key(2))).isEqualTo("STALE_EPOCH: 4 is lower than 5");
        assertThat(keys.take("HV-1", 5, key(2))).isEmpty();
    }

    @Test
    void whatHasNot32BytesIsNoKeyAndIsNotShown() {
        assertThat(keys.take("HV-1", 3, new byte[] {77, 77}))
                .isEqualTo("BAD_KEY: 2 bytes; expected 32")
                .doesNotContain("77");
    }

    @Test
    void noNodeShowsWhatWasTaken() {
        image.shown.clear();

        assertThat(keys.take("HV-1", 3, key(1))).isEmpty();

        assertThat(image.shown).isEmpty();
    }

    private static byte[] key(int all) {
        byte[] bytes = new byte[SharedKey.BYTES];
        Arrays.fill(bytes, (byte) all);
        return bytes;
    }
}
