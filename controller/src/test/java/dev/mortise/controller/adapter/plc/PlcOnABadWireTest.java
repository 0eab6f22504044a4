package dev.mortise.controller.adapter.plc;

import static dev.mortise.controller.domain.cell.PlcStatus.CommandState.DONE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.port.PlcLink;
import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.sim.wire.Direction;
import dev.mortise.sim.wire.Fates.Fate;
import dev.mortise.sim.wire.SeededFates;
import dev.mortise.sim.wire.WireFault;
import dev.mortise.sim.wire.WireOrder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of one command when the wire to its PLC fails at the worst moment: the rack is moved once. */
@Tag("wire")
class PlcOnABadWireTest {

    private static final String ID = "R1/move/1/go";

    /** Ten times what the shares let expect. */
    private static final int COMMANDS_MAX = 400;

    @TempDir
    private Path directory;

    private APlc plc;
    private PlcLink link;

    @BeforeEach
    void connected() throws Exception {
        plc = new APlc(directory);
        link = plc.on().link();
        plc.comesUp();
        plc.executes(link, 1);
    }

    @AfterEach
    void close() {
        plc.close();
    }

    @Test
    void aResetBeforeTheCommandArrivesIsToldAndTheSameCommandAgainIsCarriedOutOnce() throws Exception {
        plc.wire.become((way, number, content) ->
                way == Direction.TO_EQUIPMENT && says(content, ID) ? Fate.of(WireFault.RESET) : Fate.PASSES);

        isLost();
        assertThat(plc.wire.tally().of(Direction.TO_EQUIPMENT, WireFault.RESET)).isEqualTo(1);
        assertThat(plc.moved()).as("it never arrived").isZero();
        plc.wire.heal();

        isCarriedOutOnce();
    }

    @Test
    void aResetBeforeTheAnswerArrivesIsToldAndTheSameCommandAgainIsAnsweredFromMemory() throws Exception {
        AtomicBoolean sent = new AtomicBoolean();
        plc.wire.become((way, number, content) -> {
            if (way == Direction.TO_EQUIPMENT) {
                sent.compareAndSet(false, says(content, ID));
            }
            return way == Direction.FROM_EQUIPMENT && sent.get() ? Fate.of(WireFault.RESET) : Fate.PASSES;
        });

        isLost();
        plc.wire.heal();
        await().atMost(APlc.PATIENCE).until(() -> plc.moved() == 1);

        isCarriedOutOnce();
    }

    @Test
    void aCommandThatHangsInTheWireAndComesLateIsCarriedOutOnce() throws Exception {
        plc.wire.become((way, number, content) -> {
            if (way == Direction.TO_EQUIPMENT && says(content, ID)) {
                plc.wire.hang();
            }
            return Fate.PASSES;
        });

        isLost();
        assertThat(plc.wire.tally().of(Direction.TO_EQUIPMENT, WireFault.HANG)).isPositive();
        assertThat(plc.moved()).as("it hangs").isZero();
        plc.wire.heal();

        isCarriedOutOnce();
    }

    @Test
    void aSlowWireIsNoFaultAndTheCommandIsCarriedOutOnce() throws Exception {
        plc.wire.become(new SeededFates(
                1,
                new WireOrder(
                        Set.of(Direction.values()),
                        Map.of(WireFault.DELAY, 1.0),
                        Duration.ofMillis(50),
                        1,
                        WireOrder.OUTAGE)));

        plc.sent(link, ID, 1, DONE);

        assertThat(plc.wire.tally().of(WireFault.DELAY)).isPositive();
        assertThat(plc.moved()).isEqualTo(1);
        assertThat(plc.toldNothing()).isTrue();
    }

    @Test
    void aWireThatIsCutAgainAndAgainWhileItCarriesCommandsLosesNoneAndRepeatsNone() throws Exception {
        plc.wire.become(new SeededFates(
                3,
                new WireOrder(
                        Set.of(Direction.values()),
                        Map.of(WireFault.CUT, 0.006, WireFault.RESET, 0.006),
                        WireOrder.DELAY,
                        1,
                        Duration.ofMillis(100))));
        int commands = 0;
        while (plc.wire.tally().of(WireFault.CUT) < 2 || plc.wire.tally().of(WireFault.RESET) < 2) {
            assertThat(commands).as("commands, and no fault").isLessThan(COMMANDS_MAX);
            plc.sentUntilDone(link, "R1/move/" + commands + "/go", 1);
            commands++;
        }
        plc.wire.heal();

        assertThat(plc.moved()).isEqualTo(commands);
    }

    @Test
    void aWireThatIsGoneForLongerThanThePlcWaitsHoldsTheUnitAndTheCommandIsCarriedOutOnceItIsResumed()
            throws Exception {
        plc.wire.become((way, number, content) -> Fate.of(WireFault.REFUSE));
        plc.wire.reset();
        await("the PLC holds its unit").atMost(APlc.PATIENCE).until(plc::isHeld);
        plc.wire.heal();

        isCarriedOutOnce();
    }

    @Test
    void aWireThatBreaksWhileTheContractIsLookedAtIsDownAndNotABrokenContract() throws Exception {
        for (int i = 0; i < 5; i++) {
            AtomicBoolean broken = new AtomicBoolean();
            plc.wire.reset();
            plc.wire.become((way, number, content) -> way == Direction.FROM_EQUIPMENT
                            && says(content, CellPlcModel.load().namespace())
                            && broken.compareAndSet(false, true)
                    ? Fate.of(WireFault.RESET)
                    : Fate.PASSES);

            assertThat(plc.told()).startsWith("down: ");
            plc.comesUp();
            assertThat(broken).as("it broke in the midst of it").isTrue();
        }
    }

    @Test
    void aPlcThatRefusesConnectionsIsDownWithItsAddressNamedAndUpWhenItAcceptsThem() throws Exception {
        plc.wire.become((way, number, content) -> Fate.of(WireFault.REFUSE));
        plc.wire.reset();

        assertThat(plc.told()).startsWith("down: ");
        assertThat(plc.told()).startsWith("down: cannot connect to opc.tcp://127.0.0.1:" + plc.wire.port() + "/AMR-1");
        plc.wire.heal();

        plc.comesUp();
        isCarriedOutOnce();
    }

    private void isLost() throws InterruptedException {
        assertThatThrownBy(
                        () -> link.send(APlc.move(ID, 1)).toCompletableFuture().join())
                .hasCauseInstanceOf(PlcLink.LinkLost.class);
        assertThat(plc.told()).startsWith("down: ");
    }

    private void isCarriedOutOnce() throws Exception {
        plc.sentUntilDone(link, ID, 1);
        assertThat(plc.moved()).isEqualTo(1);
    }

    private static boolean says(ByteBuffer content, String text) {
        return ISO_8859_1.decode(content.duplicate()).toString().contains(text);
    }
}
