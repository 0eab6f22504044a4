package dev.mortise.controller.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.domain.line.RackAct;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackEvent;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.domain.rack.Validity;
import dev.mortise.controller.domain.rack.Verdict;
import dev.mortise.controller.domain.rack.Waiver;
import dev.mortise.controller.domain.rack.Work;
import dev.mortise.controller.port.Desk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That failed evidence counts is what two persons say, and it may take them more than one controller. */
class WaiversOnAStoreTest {

    private static final RackId RACK = new RackId("R-1");
    private static final OperationId DOCK = new OperationId("dock-frame");
    private static final Instant WHEN = Instant.parse("2026-11-24T03:00:00Z");
    private static final Desk.Reply DONE = new Desk.Reply.Accepted("R-1");

    @TempDir
    private Path directory;

    @Test
    void aWaiverThatIsProposedCanBeGrantedAfterARestartAndHoldsAfterTheNextOne() throws Exception {
        Configuration configuration = withAWaivableDock();
        Path store = directory.resolve("store");
        try (APast past = new APast(store, configuration.plant().line())) {
            past.waiting("R-1").rack("R-1", aHeldRackWhoseDockFailed());
        }

        try (ALineOnAStore line = started(store, configuration)) {
            assertThat(act(line, new RackAct.ProposeWaiver(DOCK, "within the shims"), "anna"))
                    .isEqualTo(DONE);
        }

        try (ALineOnAStore line = started(store, configuration)) {
            assertThat(record(line).validity(DOCK)).as("proposed only").isEqualTo(Validity.FAILED);
            assertThat(act(line, new RackAct.GrantWaiver(DOCK), "anna"))
                    .asString()
                    .contains("anna has proposed it; another person has to grant it");
            assertThat(act(line, new RackAct.GrantWaiver(DOCK), "bert")).isEqualTo(DONE);
        }

        try (ALineOnAStore line = started(store, configuration)) {
            assertThat(record(line).validity(DOCK)).isEqualTo(Validity.VALID);
            assertThat(record(line).waivers(DOCK))
                    .extracting(Waiver::words)
                    .containsExactly("waived by anna and bert because within the shims");
        }
    }

    private Configuration withAWaivableDock() throws Exception {
        for (String file : List.of("mortise.yaml", "plant.yaml", "nvl72.yaml")) {
            String text = Files.readString(ALineOnAStore.shippedFiles().resolve(file))
                    .replace("  - id: dock-frame\n", "  - id: dock-frame\n    waivable: true\n");
            Files.writeString(directory.resolve(file), text);
        }
        return Configuration.load(directory.resolve("mortise.yaml")).value().orElseThrow();
    }

    /** Held, so that nobody tries again. */
    private static RackEvent[] aHeldRackWhoseDockFailed() {
        Work work = Work.doing(DOCK);
        CellId cell = new CellId("FRAME-A");
        Evidence failed = new Evidence(
                work,
                1,
                Verdict.NOK,
                "datum-off",
                cell,
                Map.of(),
                List.of(),
                List.of(),
                WHEN,
                WHEN.plusSeconds(60),
                true);
        return new RackEvent[] {
            new RackEvent.RackOrdered("nvl72", "1", "anna", WHEN),
            new RackEvent.AttemptStarted(work, 1, cell, Map.of(), WHEN),
            new RackEvent.AttemptEnded(failed),
            new RackEvent.RackHeld("quality looks at it", "anna", WHEN)
        };
    }

    private static ALineOnAStore started(Path store, Configuration configuration) throws Exception {
        ALineOnAStore line = new ALineOnAStore(store, configuration);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> line.board.now().racks().stream()
                        .anyMatch(rack -> rack.id().equals("R-1")));
        return line;
    }

    private static Desk.Reply act(ALineOnAStore line, RackAct act, String by) {
        return line.desk().act(RACK, act, by).toCompletableFuture().join();
    }

    private static RackBuild record(ALineOnAStore line) {
        return line.desk().record(RACK).toCompletableFuture().join().orElseThrow();
    }
}
