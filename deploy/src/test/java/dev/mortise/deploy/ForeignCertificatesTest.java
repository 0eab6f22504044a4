package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another OPC UA stack comes with certificates that somebody has accepted, and that are no good all the same. */
@Tag("system")
class ForeignCertificatesTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern PROGRAM = Pattern.compile("refused a program: ");
    private static final Pattern USER = Pattern.compile("a log-in was refused: |refused a log-in from ");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    @Test
    void aProgramIsRefusedWithEveryWrongCertificateAndAUserToo() throws IOException {
        ForeignClients.installed();
        try (Product product = Product.unpackedIn(directory.resolve("product")).withPlantServer()) {
            assertThat(keep(product, PASSWORD, "user", "set", "mes", "--role", "operator")
                            .exitCode())
                    .isZero();
            product.startPlant();
            product.startController();
            ForeignCertificates.Made good = ForeignCertificates.good().in(directory, "good");
            trusted(product, good);
            Awaitility.await("the running controller sees it")
                    .atMost(Product.PATIENCE)
                    .until(() -> comes(product, by(good)).startsWith("in: "));

            for (Map.Entry<String, Wrong> wrong : wrong().entrySet()) {
                ForeignCertificates.Made made = wrong.getValue().certificate().in(directory, "wrong");
                trusted(product, made);
                // one that the running controller has not seen among the trusted is refused for that alone
                Awaitility.await(wrong.getKey() + ", refused for that")
                        .atMost(Product.PATIENCE)
                        .untilAsserted(() -> {
                            assertThat(comes(product, by(made))).startsWith("refused: ");
                            assertThat(log().from(PROGRAM))
                                    .last(STRING)
                                    .contains(wrong.getValue().reason());
                        });
            }
            assertThat(comes(product, by(good))).as("the good one still").startsWith("in: ");
            users(product, good);
        }
    }

    /**
     * A certificate.
     *
     * @param reason what the controller's log says of it
     */
    private record Wrong(ForeignCertificates certificate, String reason) {}

    private static Map<String, Wrong> wrong() {
        ForeignCertificates good = ForeignCertificates.good();
        Map<String, Wrong> wrong = new LinkedHashMap<>();
        wrong.put("expired", new Wrong(good.valid(DAY.multipliedBy(-9), DAY.negated()), "Bad_CertificateTimeInvalid"));
        wrong.put("of another program", new Wrong(good.of("urn:foreign:other"), "Bad_CertificateUriInvalid"));
        wrong.put("not yet valid", new Wrong(good.valid(DAY, DAY.multipliedBy(9)), "Bad_CertificateTimeInvalid"));
        wrong.put("with a key of 1024 bits", new Wrong(good.withBits(1_024), "too weak"));
        wrong.put(
                "for signing lists only", new Wrong(good.usableFor(KeyUsage.cRLSign), "Bad_CertificateUseNotAllowed"));
        return wrong;
    }

    private void users(Product product, ForeignCertificates.Made program) throws IOException {
        ForeignCertificates.Made card = ForeignCertificates.good().in(directory, "card");
        ForeignCertificates.Made other = ForeignCertificates.good().in(directory, "other");
        ForeignCertificates.Made old = ForeignCertificates.good()
                .valid(DAY.multipliedBy(-9), DAY.negated())
                .in(directory, "old");
        assertRefused("nobody's yet", product, by(program, card, card));

        Ran added = keep(
                product,
                "",
                "user",
                "certificate",
                "add",
                "mes",
                card.certificate().toString());
        assertThat(added.output()).startsWith("added: mes, CN=foreign MES, ");
        ForeignCertificates.place(old.itself(), product.settings().resolveSibling("access/certificates/mes"));

        assertThat(comes(product, by(program, card, card))).startsWith("in: ");
        assertRefused("without its key", product, by(program, card, other));
        assertRefused("nobody's", product, by(program, other, other));
        assertRefused("expired", product, by(program, old, old));

        String fingerprint = added.output().strip().replaceAll(".* ", "");
        assertThat(keep(product, "", "user", "certificate", "remove", "mes", fingerprint)
                        .exitCode())
                .isZero();
        assertRefused("taken away", product, by(program, card, card));
    }

    private void assertRefused(String who, Product product, List<String> by) {
        log().assertRefused(who, USER, () -> comes(product, by));
    }

    private ControllerLog log() {
        return new ControllerLog(directory.resolve("product"));
    }

    /** As a person does it who looks at no more than the name. */
    private static void trusted(Product product, ForeignCertificates.Made made) throws IOException {
        ForeignCertificates.place(made.itself(), product.settings().resolveSibling("plant-server/pki/trusted/certs"));
    }

    private static List<String> by(ForeignCertificates.Made program) {
        return List.of(
                "--certificate",
                program.certificate().toString(),
                "--key",
                program.key().toString(),
                "--uri",
                "urn:foreign:mes");
    }

    private static List<String> by(
            ForeignCertificates.Made program, ForeignCertificates.Made user, ForeignCertificates.Made key) {
        List<String> all = new ArrayList<>(by(program));
        all.addAll(List.of(
                "--user-certificate",
                user.certificate().toString(),
                "--user-key",
                key.key().toString()));
        return all;
    }

    private static Ran keep(Product product, String input, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", product.settings().toString()));
        return product.mortiseReading(input, all);
    }

    /** What the client says last about itself; its library says much besides. */
    private String comes(Product product, List<String> more) {
        try {
            return Ran.of(client(product, more))
                    .output()
                    .lines()
                    .filter(line -> line.startsWith("in: ") || line.startsWith("refused: "))
                    .reduce((first, last) -> last)
                    .orElse("nothing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder client(Product product, List<String> more) throws IOException {
        Path input = Files.writeString(directory.resolve("password"), PASSWORD);
        List<String> command = new ArrayList<>(List.of(
                "node",
                ForeignClients.DIRECTORY.resolve("foreign-plant-client.mjs").toString(),
                "opc.tcp://127.0.0.1:" + product.prefix() + "440/mortise",
                "--keys",
                directory.resolve("foreign").toString(),
                "--user",
                "mes"));
        command.addAll(more);
        return new ProcessBuilder(command).redirectInput(input.toFile());
    }
}
