package dev.mortise.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.audit.AuditTrail;
import dev.mortise.controller.adapter.audit.Deed;
import dev.mortise.controller.command.Keeper;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mortise audit} as somebody types it. */
class AuditDeskTest {

    @TempDir
    Path directory;

    private final StringWriter told = new StringWriter();
    private final Keys keys = new Keys();
    private Keeper.Desk desk;

    @BeforeEach
    void aTrail() throws IOException {
        Path file = Files.writeString(directory.resolve("mortise.yaml"), """
                plant: plant.yaml
                rack_types: [nvl72.yaml]
                mode: simulation
                """);
        desk = new Keeper.Desk(file, new PrintWriter(told, true), new PrintWriter(told, true));
    }

    @Test
    void theNewestHeadIsPrintedAndVerifiesTheTrailAsLongAsNobodyCutsItOff() throws IOException {
        written();
        assertThat(keys.auditHead(desk)).isZero();
        Path kept = Files.writeString(directory.resolve("kept"), told.toString());

        assertThat(keys.verifyAudit(desk, kept.toString(), "")).isZero();
        assertThat(told.toString())
                .contains("1 heads signed by the key ")
                .contains("the trail goes through all of them");

        Path trail = directory.resolve("access/audit.jsonl");
        Files.write(trail, Files.readAllLines(trail).subList(0, 1));

        assertThat(keys.verifyAudit(desk, "", "")).as("the chain itself holds").isZero();
        assertThat(keys.verifyAudit(desk, kept.toString(), "")).isEqualTo(1);
        assertThat(told.toString()).contains("now 1 lines hold each other: the rest was cut off");
    }

    @Test
    void whatIsNoFileAndNoKeyIsNamed() throws IOException {
        written();

        assertThat(keys.verifyAudit(desk, directory.resolve("nowhere").toString(), ""))
                .isEqualTo(1);
        assertThat(told.toString()).contains("nowhere");
        assertThat(keys.verifyAudit(
                        desk, desk.settings().toString(), desk.settings().toString()))
                .isEqualTo(1);
        assertThat(told.toString()).contains("mortise.yaml has no -----BEGIN PUBLIC KEY-----");
    }

    @Test
    void beforeThereIsAHeadThatIsSaid() {
        assertThat(keys.auditHead(desk)).isEqualTo(1);
        assertThat(told.toString()).contains("cannot verify ").contains("audit-key.pub");
    }

    private void written() throws IOException {
        try (AuditTrail trail = AuditTrail.open(directory.resolve("access/audit.jsonl"), Time.ofTheMachine())) {
            trail.note(new Deed("anna", Deed.HTTP, "hold", "TRAY-A", "accepted: TRAY-A"));
            trail.note(new Deed("anna", Deed.HTTP, "unhold", "TRAY-A", "accepted: TRAY-A"));
        }
    }
}
