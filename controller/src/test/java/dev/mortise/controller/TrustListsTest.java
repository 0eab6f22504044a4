package dev.mortise.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.access.Fingerprint;
import dev.mortise.controller.adapter.access.TlsKey;
import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.adapter.plc.PlcKeys;
import dev.mortise.controller.command.Keeper;
import dev.mortise.controller.domain.plant.CellId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mortise trust} keeps the PLCs' certificates as it keeps the programs'. */
class TrustListsTest {

    @TempDir
    Path directory;

    private final StringWriter told = new StringWriter();
    private final Keys keys = new Keys();
    private Keeper.Desk desk;
    private X509Certificate certificate;

    @BeforeEach
    void settings() throws IOException {
        Path file = Files.writeString(directory.resolve("mortise.yaml"), """
                plant: plant.yaml
                rack_types: [nvl72.yaml]
                mode: simulation
                """);
        desk = new Keeper.Desk(file, new PrintWriter(told, true), new PrintWriter(told, true));
        certificate = TlsKey.readOrMake(directory.resolve("a.pem"), directory.resolve("b.pem"))
                .certificates()
                .get(0);
    }

    @Test
    void aPlcThatWaitsIsListedWithItsCellAndAccepted() throws Exception {
        waitsFor("TRAY-A");
        assertThat(keys.listCertificates(desk)).isZero();
        assertThat(told.toString()).containsPattern("waiting .* TRAY-A +CN=Mortise");

        assertThat(keys.accept(desk, named(""))).isZero();
        assertThat(list("TRAY-A").isTrusted(certificate)).isTrue();
        assertThat(keys.revoke(desk, named(""))).isZero();
        assertThat(list("TRAY-A").isRevoked(certificate)).isTrue();
    }

    @Test
    void aCertificateThatWaitsForTwoCellsIsTakenForTheOneThatIsNamed() throws Exception {
        waitsFor("TRAY-A");
        waitsFor("TRAY-B");
        assertThat(keys.accept(desk, named(""))).isEqualTo(1);
        assertThat(told.toString()).contains("in the lists of TRAY-A, TRAY-B").contains("--for");

        assertThat(keys.accept(desk, named("tray-b"))).isZero();
        assertThat(list("TRAY-B").isTrusted(certificate)).isTrue();
        assertThat(list("TRAY-A").isTrusted(certificate)).isFalse();
    }

    @Test
    void aListThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
        waitsFor("TRAY-A");
        assertThat(keys.accept(desk, named("TRAY-X"))).isEqualTo(1);
        assertThat(told.toString()).contains("no list 'TRAY-X'; there is TRAY-A");
    }

    @Test
    void whereNobodyCanKnockThatIsSaid() {
        assertThat(keys.listCertificates(desk)).isEqualTo(1);
        assertThat(told.toString()).contains("nobody knocks");
    }

    private Keeper.Named named(String list) {
        return new Keeper.Named(Fingerprint.sha256(certificate).substring(0, 12), list);
    }

    private TrustStore list(String cell) throws IOException {
        return new TrustStore(PlcKeys.listOf(directory.resolve("plc-trust"), new CellId(cell)));
    }

    private void waitsFor(String cell) throws IOException, CertificateException {
        list(cell).quarantine(certificate);
    }
}
