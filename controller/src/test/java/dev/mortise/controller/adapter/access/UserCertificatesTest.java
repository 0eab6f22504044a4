package dev.mortise.controller.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.access.Accounts.Entry;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.port.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who come in by a certificate, without a door. */
class UserCertificatesTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private final X509Certificate certificate = Certificates.good().made();
    private Accounts accounts;

    @BeforeEach
    void open() throws Exception {
        accounts = new Accounts(directory.resolve("access"), Time.ofTheMachine());
        accounts.set("mes", Role.OPERATOR, PASSWORD);
        accounts.set("eye", Role.VIEWER, PASSWORD);
    }

    @Test
    void whoeverHasTheKeyOfAnAssignedCertificateIsItsUser() throws Exception {
        accounts.addCertificate("mes", pem(certificate));

        assertThat(accounts.enter(certificate, () -> true))
                .isEqualTo(new Entry.Welcome(new Accounts.User("mes", Role.OPERATOR)));
        assertThat(accounts.roleOf("mes", certificate)).contains(Role.OPERATOR);
        assertThat(accounts.roleOf("eye", certificate)).isEmpty();
        assertThat(accounts.enter(certificate, () -> false)).isInstanceOf(Entry.Refused.class);
    }

    @Test
    void theFileIsForTheControllersOwnUserAlone() throws Exception {
        accounts.addCertificate("mes", der(certificate));

        Path file = directory.resolve("access/certificates/mes/" + Fingerprint.sha256(certificate) + ".der");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aCertificateThatIsNobodysIsNotAskedForItsKey() {
        assertThat(accounts.enter(certificate, () -> {
                    throw new AssertionError("asked");
                }))
                .isInstanceOfSatisfying(
                        Entry.Refused.class,
                        refused -> assertThat(refused.reason()).endsWith("is no user's"));
    }

    @Test
    void whatIsTakenAwayOrWasARemovedUsersCountsNoMore() throws Exception {
        accounts.addCertificate("mes", der(certificate));
        accounts.removeCertificate("mes", Fingerprint.sha256(certificate).substring(0, 8));
        assertThat(accounts.roleOf("mes", certificate)).isEmpty();

        accounts.addCertificate("mes", der(certificate));
        accounts.remove("mes");
        accounts.set("mes", Role.ENGINEER, PASSWORD);

        assertThat(accounts.enter(certificate, () -> true)).isInstanceOf(Entry.Refused.class);
        assertThat(accounts.certificates()).isEmpty();
    }

    @Test
    void aCertificateIsOneUsersAlone() throws Exception {
        accounts.addCertificate("mes", der(certificate));

        assertThatThrownBy(() -> accounts.addCertificate("eye", der(certificate)))
                .hasMessage("mes has this certificate already");
        assertThatThrownBy(() -> accounts.addCertificate("nobody", der(certificate)))
                .hasMessageContaining("no user nobody; there is eye, mes");
    }

    @Test
    void nobodyHasMoreThanTen() throws Exception {
        for (int i = 0; i < UserCertificates.EACH_MAX; i++) {
            accounts.addCertificate("mes", der(Certificates.good().made()));
        }

        assertThatThrownBy(() -> accounts.addCertificate("mes", der(certificate)))
                .hasMessageContaining("mes has 10 certificates");
    }

    @Test
    void whatNobodyCouldLogInWithIsRefusedWhenItIsAssigned() throws Exception {
        assertThatThrownBy(() -> accounts.addCertificate("mes", Files.writeString(directory.resolve("text"), "no")))
                .hasMessageContaining("expected X.509, PEM or DER");
        assertRefused(Certificates.good().valid(DAY.multipliedBy(-9), DAY.negated()), "it has run out at");
        assertRefused(Certificates.good().withBits(1_024), "expected RSA of 2048 bits or more");
        assertRefused(Certificates.good().usableFor(KeyUsage.cRLSign), "key usage");
    }

    @Test
    void oneThatBeginsLaterMayBeAssignedAndOpensNothingUntilThen() throws Exception {
        X509Certificate later =
                Certificates.good().valid(DAY, DAY.multipliedBy(9)).made();
        accounts.addCertificate("mes", der(later));

        assertThat(accounts.enter(later, () -> true))
                .isInstanceOfSatisfying(
                        Entry.Refused.class,
                        refused -> assertThat(refused.reason()).contains("not valid before"));
    }

    @Test
    void oneThatHasRunOutOpensNothingAndNothingStaysOpen() throws Exception {
        X509Certificate old =
                Certificates.good().valid(DAY.multipliedBy(-9), DAY.negated()).made();
        place("mes", old);

        assertThat(accounts.enter(old, () -> true)).isInstanceOf(Entry.Refused.class);
        assertThat(accounts.roleOf("mes", old)).isEmpty();
    }

    @Test
    void fiveWrongProofsLockTheCertificateAndNotThePasswordOfItsUser() throws Exception {
        accounts.addCertificate("mes", der(certificate));
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.enter(certificate, () -> false)).isInstanceOf(Entry.Refused.class);
        }

        assertThat(accounts.enter(certificate, () -> true))
                .isInstanceOfSatisfying(
                        Entry.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("too many wrong certificates"));
        assertThat(accounts.enter("mes", PASSWORD)).isInstanceOf(Entry.Welcome.class);
    }

    private void assertRefused(Certificates wrong, String why) throws Exception {
        Path file = der(wrong.made());
        assertThatThrownBy(() -> accounts.addCertificate("mes", file)).hasMessageContaining(why);
    }

    /** As an editor does it, who is not asked whether it is any good. */
    private void place(String user, X509Certificate placed) throws Exception {
        PrivateFiles.write(
                directory.resolve("access/certificates/" + user + "/" + Fingerprint.sha256(placed) + ".der"),
                placed.getEncoded());
    }

    private Path der(X509Certificate one) throws Exception {
        return Files.write(directory.resolve("one.der"), one.getEncoded());
    }

    private Path pem(X509Certificate one) throws Exception {
        return Files.writeString(
                directory.resolve("one.pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(one.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }
}
