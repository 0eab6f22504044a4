package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plant's system on another OPC UA stack comes to the plant server. */
@Tag("system")
class ForeignPlantClientTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern PROGRAM = Pattern.compile("refused a program: ");
    private static final Pattern USER = Pattern.compile("a log-in was refused: ");
    private static final Pattern WAITING = Pattern.compile("(?m)^waiting +([0-9a-f]+)");

    @TempDir
    Path directory;

    @Test
    void aForeignClientIsRefusedUntilItIsTrustedAndAgainWhenItIsRevoked() throws IOException {
        ForeignClients.installed();
        try (Product product = Product.unpackedIn(directory).withPlantServer()) {
            assertThat(keep(product, PASSWORD, "user", "set", "mes", "--role", "operator")
                            .exitCode())
                    .isZero();
            product.startPlant();
            product.startController();

            ControllerLog log = new ControllerLog(directory);
            log.assertRefused("nobody knows it", PROGRAM, () -> comes(product, PASSWORD));
            String fingerprint = waiting(product);
            assertThat(keep(product, "", "trust", "accept", fingerprint).output())
                    .contains("trusted: ");

            Awaitility.await("the running controller sees it")
                    .atMost(Product.PATIENCE)
                    .until(() -> comes(product, PASSWORD)
                            .equals("in: Basic256Sha256 SignAndEncrypt, server state 0, urn:mortise:controller"));
            log.assertRefused("a wrong password", USER, () -> comes(product, "wrong horse battery"));

            assertThat(keep(product, "", "trust", "revoke", fingerprint).output())
                    .contains("revoked: ");
            Awaitility.await("the running controller sees that, too")
                    .atMost(Product.PATIENCE)
                    .untilAsserted(() -> log.assertRefused("revoked", PROGRAM, () -> comes(product, PASSWORD)));
        }
    }

    @Test
    void aForeignClientOrdersRacksByJobControlActsOnThemAndFollowsThemToTheirResponses() throws IOException {
        ForeignClients.installed();
        try (Product product = Product.unpackedIn(directory).withSmallRacks().withPlantServer()) {
            users(product);
            product.startPlant();
            product.startController();
            assertThat(comes(product, PASSWORD)).as("nobody knows it").startsWith("refused: ");
            assertThat(keep(product, "", "trust", "accept", waiting(product)).output())
                    .contains("trusted: ");
            Awaitility.await("the running controller sees it")
                    .atMost(Product.PATIENCE)
                    .until(() -> comes(product, PASSWORD).startsWith("in: "));
            aViewerOrdersNothing(product);

            Ran ran = client(
                    product,
                    PASSWORD,
                    "foreign-job-client.mjs",
                    List.of("--order", "MES-4711", "--type", "nvl72", "--within", "180"));

            assertThat(ran.exitCode()).as(ran.output()).isZero();
            assertThat(ran.output().lines()).containsAll(whatItLearns());
            takesResults(product, "MES-4711");
        }
    }

    /** An operator, mes, and a viewer, eye. */
    private static void users(Product product) throws IOException {
        for (List<String> user : List.of(List.of("mes", "operator"), List.of("eye", "viewer"))) {
            assertThat(keep(product, PASSWORD, "user", "set", user.get(0), "--role", user.get(1))
                            .exitCode())
                    .isZero();
        }
    }

    /** The same program, trusted, with the right password of somebody who only looks. */
    private void aViewerOrdersNothing(Product product) throws IOException {
        Ran ran = client(
                product,
                "eye",
                PASSWORD,
                "foreign-job-client.mjs",
                List.of("--order", "EYE-1", "--type", "nvl72", "--refused"));

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output().lines())
                .containsAll(Stream.of(
                                "Store",
                                "StoreAndStart",
                                "Update",
                                "Start",
                                "RevokeStart",
                                "Resume",
                                "Stop",
                                "Abort",
                                "Cancel",
                                "Clear")
                        .map(method -> "refused " + method + ": BadUserAccessDenied")
                        .toList())
                .contains("list: 0 orders");
    }

    /** Every result of a released rack, and acknowledges them. */
    private void takesResults(Product product, String rack) throws IOException {
        Ran ran = client(product, PASSWORD, "foreign-plant-client.mjs", List.of("--results", rack));

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output())
                .containsPattern("results: [1-9][0-9]* read, [1-9][0-9]* OK, [1-9][0-9]* values with units, "
                        + "[1-9][0-9]* with limits, [1-9][0-9]* curves")
                .containsPattern("acknowledged: [1-9][0-9]*, not yet: 0");
    }

    @Test
    void aForeignClientSeesAlarmsAcknowledgesShelvesAndConfirmsThemWhenItsRoleMay() throws IOException {
        ForeignClients.installed();
        try (Product product = Product.unpackedIn(directory).withPlantServer()) {
            users(product);
            product.startPlant();
            product.startController();
            assertThat(comes(product, PASSWORD)).as("nobody knows it").startsWith("refused: ");
            assertThat(keep(product, "", "trust", "accept", waiting(product)).output())
                    .contains("trusted: ");
            Awaitility.await("the running controller sees it")
                    .atMost(Product.PATIENCE)
                    .until(() -> comes(product, PASSWORD).startsWith("in: "));
            for (int rack = 0; rack < 3; rack++) { // PackML holds a unit that works, no other
                assertThat(product.mortise("order", "nvl72").exitCode()).isZero();
            }
            List<String> about = List.of("--cell", "FRAME-A", "--within", "120");

            Ran eye = client(
                    product,
                    "eye",
                    PASSWORD,
                    "foreign-alarm-client.mjs",
                    Stream.concat(about.stream(), Stream.of("--refused")).toList());
            assertThat(eye.exitCode()).as(eye.output()).isZero();
            assertThat(eye.output().lines()).containsAll(whatAViewerLearns());

            assertThat(product.mortise("unhold", "FRAME-A").exitCode()).isZero();
            Ran scada = client(product, PASSWORD, "foreign-alarm-client.mjs", about);
            assertThat(scada.exitCode()).as(scada.output()).isZero();
            assertThat(scada.output().lines()).containsAll(whatAnOperatorLearns());
        }
    }

    private static List<String> whatAViewerLearns() {
        return List.of(
                "hold: Good",
                "raised: FRAME-A.HELD retained true",
                "acknowledge: BadUserAccessDenied",
                "comment: BadUserAccessDenied",
                "confirm: BadUserAccessDenied",
                "shelve: BadUserAccessDenied");
    }

    private static List<String> whatAnOperatorLearns() {
        return List.of(
                "hold: Good",
                "raised: FRAME-A.HELD retained true",
                "refresh: Good",
                "told again: true, begun true",
                "comment: Good",
                "commented by mes",
                "acknowledge unknown: BadEventIdUnknown",
                "acknowledge: Good",
                "acknowledged by mes: I go there",
                "acknowledge again: BadConditionBranchAlreadyAcked",
                "shelve: Good",
                "shelved: TimedShelved",
                "unshelve: Good",
                "unhold: Good",
                "over: active false, acknowledged true",
                "abort: Good",
                "confirm unacknowledged: BadInvalidState",
                "acknowledge abortion: Good",
                "clear: Good",
                "gone: confirmed false, retained true",
                "confirm: Good",
                "confirmed true by mes: the hose was loose",
                "confirm again: BadConditionBranchAlreadyConfirmed");
    }

    private static List<String> whatItLearns() {
        return List.of(
                "store: 1, MES-4711-1 NotAllowedToStart",
                "update: 1, with a time: " + (1L << 4),
                "revoke before start: " + (1L << 3),
                "pause before start: " + (1L << 3),
                "cancel: 1, ",
                "event: MES-4711-2 Running",
                "event: MES-4711-2 Interrupted",
                "event: MES-4711-2 Ended",
                "response: MES-4711-2 Ended, abandoned STOP, by mes",
                "clear: MES-4711-2 1",
                "event: MES-4711-3 Aborted",
                "response: MES-4711-3 Aborted, abandoned ABORT, by mes",
                "clear: MES-4711-3 1",
                "order: 1, start: 1",
                "order again: " + (1L << 4 | 1L << 34),
                "pause of an unknown order: 2",
                "event: MES-4711 Running",
                "event: MES-4711 Ended",
                "response: 1 MES-4711 Ended began and ended",
                "list: MES-4711 Ended",
                "clear: 1");
    }

    private static String waiting(Product product) throws IOException {
        Matcher matcher = WAITING.matcher(keep(product, "", "trust", "list").output());
        assertThat(matcher.find()).as("it waits for somebody to judge it").isTrue();
        return matcher.group(1);
    }

    /** A command on the files beside the settings, with this on its standard input. */
    private static Ran keep(Product product, String input, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", product.settings().toString()));
        return product.mortiseReading(input, all);
    }

    /** What the client says last about itself; its library says much besides. */
    private String comes(Product product, String password) {
        Ran ran;
        try {
            ran = client(product, password, "foreign-plant-client.mjs", List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ran.output()
                .lines()
                .filter(line -> line.startsWith("in: ") || line.startsWith("refused: "))
                .reduce((first, last) -> last)
                .orElseGet(() -> fail(ran.output()));
    }

    private Ran client(Product product, String password, String program, List<String> more) throws IOException {
        return client(product, "mes", password, program, more);
    }

    private Ran client(Product product, String user, String password, String program, List<String> more)
            throws IOException {
        Path input = Files.writeString(directory.resolve("password"), password);
        List<String> command = new ArrayList<>(List.of(
                "node",
                ForeignClients.DIRECTORY.resolve(program).toString(),
                "opc.tcp://127.0.0.1:" + product.prefix() + "440/mortise",
                "--keys",
                directory.resolve("foreign").toString(),
                "--user",
                user));
        command.addAll(more);
        return Ran.of(new ProcessBuilder(command).redirectInput(input.toFile()));
    }
}
