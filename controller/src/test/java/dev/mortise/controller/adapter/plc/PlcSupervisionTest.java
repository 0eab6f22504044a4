package dev.mortise.controller.adapter.plc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.sim.wire.Direction;
import dev.mortise.sim.wire.SeededFates;
import dev.mortise.sim.wire.StreamWire;
import dev.mortise.sim.wire.WireFault;
import dev.mortise.sim.wire.WireOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How soon the link sees that a PLC is not to be believed, what it says of it, and how soon it is back in step. */
@Tag("wire")
class PlcSupervisionTest {

    /** What a crowded machine may add to any of the limits below; the figures themselves are in the log. */
    private static final long SLACK_MILLIS = 4_000;

    private static final long HANG_SEEN_MILLIS = 1_000;
    private static final long BACK_IN_STEP_MILLIS = 2_000;
    private static final long PATIENCE_MILLIS = 30_000;

    /** Contract of the link: without a subscription the status is read so often. */
    private static final long POLL_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(PlcSupervisionTest.class);

    private BarePlc plc;
    private StreamWire wire;
    private MiloPlcLink link;
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final Semaphore statuses = new Semaphore(0);

    @BeforeEach
    void connected() throws Exception {
        plc = new BarePlc("AMR-1");
        wire = StreamWire.toLocal(plc.on().port());
        PlcSpec at = PlcSpec.open("opc.tcp://127.0.0.1:" + wire.port() + "/AMR-1");
        link = new MiloPlcLink(
                new CellSpec(new CellId("AMR-1"), "rack mover", Set.of("transport"), at, List.of(), List.of()),
                new PlcKeys(Path.of("no-keys-are-needed")));
        link.open(new Told());
        comesUp(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        wire.close();
        plc.close();
    }

    private final class Told implements PlcLink.Listener {
        @Override
        public void linkUp(PlcStatus status) {
            news.add("up");
        }

        @Override
        public void statusRead(PlcStatus status) {
            statuses.release();
        }

        @Override
        public void linkDown(String why) {
            news.add("down: " + why);
        }

        @Override
        public void contractBroken(List<String> faults) {
            news.add("broken: " + String.join("; ", faults));
        }
    }

    @Test
    void aNodeOfBadQualityMakesThePlcUnknownAndIsNamedOnce() throws Exception {
        plc.image().unknown("Safety/GuardClosed");
        plc.changed();

        assertThat(goesDown(PATIENCE_MILLIS))
                .startsWith("down: Safety/GuardClosed is not known: ")
                .contains("Bad_DeviceFailure");
        assertThat(news.poll(1_500, MILLISECONDS))
                .as("the same trouble is told once")
                .isNull();
        assertThatThrownBy(() ->
                        link.request(UnitCommand.RESET, 1).toCompletableFuture().join())
                .as("nothing is asked of a PLC whose state is not known")
                .hasMessageContaining("Safety/GuardClosed is not known");

        plc.image().show("Safety/GuardClosed", true);
        comesUp(BACK_IN_STEP_MILLIS);
    }

    @Test
    void aProgramThatStandsIsSeenThoughItsServerAnswersAndDoesNotComeUpBeforeItRuns() throws Exception {
        plc.stand();

        assertThat(goesDown(HANG_SEEN_MILLIS)).isEqualTo("down: the PLC's heartbeat is silent");
        assertThat(news.poll(2, TimeUnit.SECONDS))
                .as("a server that answers is no program that runs")
                .isNull();

        plc.beat();
        comesUp(BACK_IN_STEP_MILLIS);
    }

    @Test
    void aCutWireIsSeenAtOnceAndMendedWithinTwoSeconds() throws Exception {
        for (int i = 0; i < 3; i++) {
            wire.cut();
            goesDown(HANG_SEEN_MILLIS / 2);
            wire.heal();
            comesUp(BACK_IN_STEP_MILLIS);
        }
    }

    @Test
    void aHangIsSeenWithinASecondAndMendedWithinTwo() throws Exception {
        for (int i = 0; i < 3; i++) {
            wire.hang();
            assertThat(patienceMillis(goesDown(HANG_SEEN_MILLIS)))
                    .as("waited for an answer, asked for a poll later at most")
                    .isLessThanOrEqualTo(HANG_SEEN_MILLIS - POLL_MILLIS);
            assertThat(news.poll(1_700L * i, MILLISECONDS))
                    .satisfiesAnyOf(
                            nothing -> assertThat(nothing).isNull(),
                            more -> assertThat(more).startsWith("down: cannot connect"));
            wire.heal();
            comesUp(BACK_IN_STEP_MILLIS);
        }
    }

    @Test
    void aConnectionThatIsResetIsReplaced() throws Exception {
        wire.reset();
        goesDown(HANG_SEEN_MILLIS / 2);

        comesUp(BACK_IN_STEP_MILLIS);
    }

    @Test
    void aSlowWireIsNoFault() throws Exception {
        wire.become(new SeededFates(
                1,
                new WireOrder(
                        Set.of(Direction.values()),
                        Map.of(WireFault.DELAY, 1.0),
                        Duration.ofMillis(100),
                        1,
                        WireOrder.OUTAGE)));
        statuses.drainPermits();

        assertThat(statuses.tryAcquire(8, PATIENCE_MILLIS, MILLISECONDS)).isTrue();
        assertThat(news).isEmpty();
    }

    /** Sequential changes, each awaited: by the regular read alone they would take a quarter of a second each. */
    @Test
    void changesComeBySubscriptionAgainAfterThePlcWasSwitchedOffAndOn() throws Exception {
        for (int i = 0; i < 3; i++) {
            plc.off();
            goesDown(HANG_SEEN_MILLIS);
            plc.on();
            comesUp(BACK_IN_STEP_MILLIS);

            changesComeBySubscription();
        }
    }

    @Test
    void aSubscriptionThatThePlcEndsIsMadeAgainAndTheLinkStaysUp() throws Exception {
        for (int i = 0; i < 3; i++) {
            plc.endsSubscriptions();
            Awaitility.await().atMost(PATIENCE_MILLIS, MILLISECONDS).untilAsserted(this::changesComeBySubscription);
        }

        assertThat(news).as("what was told of the link meanwhile").isEmpty();
    }

    @Test
    void aPlcWhoseNamespacesHaveOtherNumbersAfterARestartIsFoundByTheirNames() throws Exception {
        plc.off();
        goesDown(HANG_SEEN_MILLIS);
        plc.on(List.of("urn:vendor:library", "urn:vendor:diagnosis"));

        comesUp(BACK_IN_STEP_MILLIS);
        changesComeBySubscription();
    }

    /** Twenty changes, each told before the next: sooner than whoever polls could. */
    private void changesComeBySubscription() throws InterruptedException {
        int changes = 20;
        long began = System.nanoTime();
        for (int k = 0; k < changes; k++) {
            statuses.drainPermits();
            plc.changed();
            assertThat(statuses.tryAcquire(PATIENCE_MILLIS, MILLISECONDS)).isTrue();
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        LOG.info("{} changes told in {} ms", changes, took);
        assertThat(took).isLessThan(changes * POLL_MILLIS / 2);
    }

    @Test
    void aRequestMovesItsTriggerAlsoWhenThePlcHasNotLookedAtTheOneBefore() {
        link.request(UnitCommand.RESET, 1).toCompletableFuture().join();
        long first = plc.image().number("Unit/CommandSequence");
        link.request(UnitCommand.ABORT, 1).toCompletableFuture().join();

        assertThat(plc.image().number("Unit/CommandHandled"))
                .as("this PLC never looks")
                .isZero();
        assertThat(plc.image().number("Unit/CommandSequence")).isEqualTo(first + 1);
    }

    @Test
    void anotherCellsPlcAtThisAddressIsRefused() throws Exception {
        plc.off();
        goesDown(HANG_SEEN_MILLIS);
        plc.on();
        plc.image().show("Identification/CellId", "CART-A");
        plc.image().show("Identification/ContractVersion", 2L);
        wire.reset();

        assertThat(brokenAs())
                .contains("Identification/CellId is 'CART-A', the plant file has AMR-1 at this address")
                .contains("Identification/ContractVersion is 2, this controller speaks 1");
    }

    private String brokenAs() throws InterruptedException {
        List<String> told = new ArrayList<>();
        while (told.isEmpty() || !told.get(told.size() - 1).startsWith("broken: ")) {
            told.add(next(PATIENCE_MILLIS).orElseThrow(() -> new AssertionError("only told " + told)));
        }
        return told.get(told.size() - 1);
    }

    private void comesUp(long withinMillis) throws InterruptedException {
        long began = System.nanoTime();
        String told = next(withinMillis + SLACK_MILLIS).orElse("nothing");
        while (told.startsWith("down: ")) { // another reason for the same silence
            told = next(withinMillis + SLACK_MILLIS).orElse("nothing");
        }
        assertThat(told).isEqualTo("up");
        measured("up", began, withinMillis);
    }

    private String goesDown(long withinMillis) throws InterruptedException {
        long began = System.nanoTime();
        String told = next(withinMillis + SLACK_MILLIS).orElse("nothing");
        assertThat(told).startsWith("down: ");
        measured("down", began, withinMillis);
        return told;
    }

    /** Slack hides a link that is too patient; the reason that it tells does not. */
    private static long patienceMillis(String reason) {
        assertThat(reason).contains("no answer within ");
        return Long.parseLong(reason.replaceFirst(".*no answer within (\\d+) ms.*", "$1"));
    }

    private static void measured(String what, long beganNanos, long withinMillis) {
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
        LOG.info("{} after {} ms", what, took);
        assertThat(took).as(what).isLessThan(withinMillis + SLACK_MILLIS);
    }

    private Optional<String> next(long millis) throws InterruptedException {
        return Optional.ofNullable(news.poll(millis, MILLISECONDS));
    }
}
