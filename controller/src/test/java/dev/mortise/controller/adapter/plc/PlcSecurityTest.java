package dev.mortise.controller.adapter.plc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.PlcSpec.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A PLC is believed to be itself by its certificate, and by nothing else. */
@Tag("wire")
class PlcSecurityTest {

    private static final CellId CELL = new CellId("AMR-1");

    @TempDir
    Path directory;

    private APlc plc;

    @BeforeEach
    void begin() throws IOException {
        plc = new APlc(directory);
    }

    @AfterEach
    void end() {
        plc.close();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anUnknownPlcWaitsForAPersonAndIsUsedOnceItIsAccepted(Security wanted) throws Exception {
        plc.withSecurity("sign-and-encrypt", wanted).on();
        plc.link();
        String waiting = refused("is not accepted for this cell");

        TrustStore.Entry entry = trust().list().get(0);
        assertThat(entry.state()).isEqualTo(TrustStore.State.WAITING);
        assertThat(waiting)
                .contains("mortise trust accept " + entry.fingerprint().substring(0, 16));
        trust().accept(entry.fingerprint());

        plc.comesUp();
        plc.off();
        refused("");
        plc.on();
        plc.comesUp(); // the same key, the same PLC
    }

    @Test
    void commandsGoOverTheEncryptedChannelOnceEach() throws Exception {
        plc.withSecurity("sign-and-encrypt", Security.SIGN_AND_ENCRYPT).on();
        var link = plc.link();
        accepted();
        plc.executes(link, 1);
        plc.sentUntilDone(link, "R1/move/1/move", 1);
        assertThat(plc.moved()).isEqualTo(1);
    }

    @Test
    void anotherCertificateAtTheSameAddressIsAnotherPlc() throws Exception {
        plc.withSecurity("sign-and-encrypt", Security.SIGN_AND_ENCRYPT).on();
        plc.link();
        accepted();
        plc.off();
        Files.delete(plc.key());
        plc.on();
        refused("is not accepted for this cell");
        assertThat(trust().list()).extracting(TrustStore.Entry::state).contains(TrustStore.State.WAITING);
    }

    @Test
    void aCertificateAcceptedForAnotherCellCountsForThatCellAlone() throws Exception {
        plc.withSecurity("sign-and-encrypt", Security.SIGN_AND_ENCRYPT).on();
        plc.link();
        refused("is not accepted for this cell");
        TrustStore.Entry entry = trust().list().get(0);
        TrustStore other = new TrustStore(PlcKeys.listOf(plc.trust(), new CellId("TRAY-A")));
        other.quarantine(entry.certificate());
        other.accept(entry.fingerprint());
        plc.off();
        refused(""); // for another reason: the same one is told once
        plc.on();
        refused("is not accepted for this cell");
    }

    @Test
    void aRevokedPlcIsLeftAtOnce() throws Exception {
        plc.withSecurity("sign-and-encrypt", Security.SIGN_AND_ENCRYPT).on();
        plc.link();
        accepted();
        trust().revoke(trust().list().get(0).fingerprint());
        refused("was revoked");
    }

    @Test
    void aServerThatOffersNoSecurityIsNotUsedWithoutIt() throws Exception {
        plc.withSecurity("none", Security.SIGN_AND_ENCRYPT).on();
        plc.link();
        assertThat(refused("no endpoint of mode SignAndEncrypt")).contains("it offers None with None");
    }

    @Test
    void aServerThatSpeaksOnlyWithSecurityIsNotReachedWithout() throws Exception {
        plc.withSecurity("sign-and-encrypt", Security.NONE).on();
        plc.link();
        refused("");
        assertThat(plc.toldNothing()).isTrue();
    }

    private TrustStore trust() throws IOException {
        return new TrustStore(PlcKeys.listOf(plc.trust(), CELL));
    }

    private void accepted() throws Exception {
        refused("is not accepted for this cell");
        List<TrustStore.Entry> all = trust().list();
        trust().accept(all.get(0).fingerprint());
        plc.comesUp();
    }

    /** Waits for a trouble that says this; a first connection may take too long before. */
    private String refused(String saying) throws InterruptedException {
        String told = plc.told();
        while (!told.contains(saying)) {
            assertThat(told).startsWith("down: ");
            told = plc.told();
        }
        assertThat(told).startsWith("down: ");
        return told;
    }
}
