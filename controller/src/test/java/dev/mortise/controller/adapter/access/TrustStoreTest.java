package dev.mortise.controller.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.access.TrustStore.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreTest {

    private static final KeyPair KEYS = Certificates.good().keys();

    @TempDir
    Path directory;

    private TrustStore store;

    @BeforeEach
    void make() throws IOException {
        store = new TrustStore(directory.resolve("keys"));
    }

    @Test
    void aProgramThatKnocksWaitsUntilSomebodyAcceptsIt() throws Exception {
        X509Certificate program = knocks();
        assertThat(states()).containsExactly(State.WAITING);

        store.accept(prefix(program));

        assertThat(states()).containsExactly(State.TRUSTED);
        assertThat(directory.resolve("keys/pki/trusted/certs")).isDirectoryContaining("glob:**.der");
    }

    @Test
    void aRevokedProgramThatKnocksAgainDoesNotWaitAndCanBeAcceptedAgain() throws Exception {
        X509Certificate program = knocks();
        store.accept(prefix(program));

        store.revoke(prefix(program));
        store.quarantine(program);

        assertThat(states()).containsExactly(State.REVOKED);
        assertThat(store.accept(prefix(program)).state()).isEqualTo(State.TRUSTED);
    }

    @Test
    void aRejectedProgramIsForgotten() throws Exception {
        store.reject(prefix(knocks()));

        assertThat(store.list()).isEmpty();
    }

    @Test
    void ofAHundredAndFiveProgramsThatKnockTheNewestHundredWait() throws Exception {
        X509Certificate last = knocks();
        for (int i = 0; i < TrustStore.WAITING_MAX + 4; i++) {
            last = knocks();
        }

        assertThat(store.list()).hasSize(TrustStore.WAITING_MAX);
        assertThat(store.list()).extracting(TrustStore.Entry::certificate).contains(last);
    }

    @Test
    void aFingerprintThatFitsNothingOrIsShortIsRefusedWithTheReason() throws Exception {
        X509Certificate program = knocks();

        assertThatThrownBy(() -> store.accept("00000000"))
                .isInstanceOf(TrustStore.Refused.class)
                .hasMessageContaining("no certificate 00000000");
        assertThatThrownBy(() -> store.accept(prefix(program).substring(0, 4)))
                .hasMessageContaining("at least 8 characters");
        assertThatThrownBy(() -> store.revoke(prefix(program))).hasMessageContaining("is waiting, not trusted");
    }

    @Test
    void aFileAtWhichTheReaderOfCertificatesThrowsIsNoneOfThem() throws Exception {
        Strength.allPolicies(); // it is Bouncy Castle that throws
        X509Certificate program = knocks();
        Files.write(directory.resolve("keys/pki/trusted/certs/odd.der"), Certificates.unreadable());

        assertThat(store.list()).extracting(TrustStore.Entry::certificate).containsExactly(program);
    }

    @Test
    void nobodyElseOnTheMachineReadsTheFolder() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("keys/pki"))))
                .isEqualTo("rwx------");
    }

    private X509Certificate knocks() throws IOException, CertificateException {
        X509Certificate program = Certificates.good().sign(KEYS);
        store.quarantine(program);
        return program;
    }

    private static String prefix(X509Certificate program) {
        return Fingerprint.sha256(program).substring(0, 12);
    }

    private List<State> states() throws IOException {
        return store.list().stream().map(TrustStore.Entry::state).toList();
    }
}
