package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product at whose door everybody is asked who they are. */
@Tag("system")
class LogInAtTheDoorTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path directory;

    @Test
    void everybodyIsRefusedUntilTheyLogInAndMayThenWhatTheirRoleAllows() throws Exception {
        try (Product product = Product.unpackedIn(directory).withLogIn(PASSWORD)) {
            product.startPlant();
            Process controller = product.startController();
            assertThat(status(product, "/livez")).isEqualTo(200);
            assertThat(status(product, "/api/v1/plant")).isEqualTo(401);
            refused(product.mortise("racks"), "nobody is logged in");

            product.logIn("viewer", PASSWORD);
            refused(product.mortise("order", "nvl72"), "the role viewer does not order racks");
            assertThat(product.mortise("hold", "TRAY-A", "--reason", "a hand in the cell")
                            .exitCode())
                    .isZero();

            product.logIn("operator", PASSWORD);
            assertThat(product.mortise("order", "nvl72").output()).isEqualToIgnoringNewLines("R-0001");
            Awaitility.await("who held it is shown")
                    .atMost(Product.PATIENCE)
                    .untilAsserted(() -> assertThat(product.get("/api/v1/cells/TRAY-A")
                                    .path("holds")
                                    .toString())
                            .contains("a hand in the cell (viewer)"));
            assertThat(product.mortise("unhold", "TRAY-A").exitCode()).isZero();

            Path trail = directory.resolve("conf/access/audit.jsonl");
            isRemoved(product, "viewer", trail);

            Product.stop(controller);
            Process unusedNext = product.startController();
            refused(product.mortise("racks"), "the session has ended");
            assertThat(Files.readString(trail))
                    .contains("\"who\":\"viewer\",\"door\":\"http\",\"act\":\"hold\",\"subject\":\"TRAY-A\"")
                    .contains(
                            "\"who\":\"viewer\",\"door\":\"http\",\"act\":\"RUN\",\"subject\":\"\",\"outcome\":\"not allowed")
                    .contains("\"who\":\"operator\",\"door\":\"http\",\"act\":\"order\"");
            assertThat(verified(product).exitCode()).isZero();
            Files.writeString(trail, Files.readString(trail).replace("viewer", "nobody"));
            assertThat(verified(product).output()).contains("audit.jsonl:2: this line does not follow");
        }
    }

    @Test
    void theFirstStartMakesAnAdministratorAndWhoeverGuessesTheirPasswordIsLockedOut() throws Exception {
        try (Product product = Product.unpackedIn(directory).withTls()) {
            product.startPlant();
            Process unusedController = product.startController();
            String first = Files.readString(directory.resolve("conf/access/admin-password"))
                    .strip();

            product.logIn("admin", first);
            assertThat(product.mortise("racks").exitCode()).isZero();
            assertThat(product.mortise("logout").output()).isEqualToIgnoringNewLines("logged out: admin");
            for (int i = 0; i < 5; i++) {
                refused(logIn(product, "guess number " + i), "name or password wrong");
            }
            refused(logIn(product, first), "too many wrong passwords");
        }
    }

    @Test
    void aDoorAtWhichNobodyIsAskedSaysSoWhenItOpensAndOneThatAsksDoesNot() throws Exception {
        Pattern open = Pattern.compile("http.access is open: nobody is asked who they are");
        try (Product product = Product.unpackedIn(directory)) {
            Product.stop(product.startController());
            assertThat(new ControllerLog(directory).from(open)).hasSize(1);

            Process unusedAsks = product.withLogIn(PASSWORD).startController();
            assertThat(new ControllerLog(directory).from(open)).hasSize(1);
        }
    }

    /** By the file, while the controller runs: no door is asked, and the trail has it all the same. */
    private static void isRemoved(Product product, String user, Path trail) throws IOException {
        Ran removed = product.mortise(
                "user", "remove", user, "--config", product.settings().toString());
        assertThat(removed.exitCode()).as(removed.output()).isZero();
        Awaitility.await("the trail has it")
                .atMost(Product.PATIENCE)
                .until(() -> Files.readString(trail)
                        .contains("\"who\":\"files\",\"door\":\"files\",\"act\":\"access-removed\",\"subject\":\"user "
                                + user + "\""));
    }

    private static Ran verified(Product product) throws IOException {
        return product.mortise("audit", "verify", "--config", product.settings().toString());
    }

    private static void refused(Ran ran, String why) {
        assertThat(ran.exitCode()).as(ran.output()).isEqualTo(1);
        assertThat(ran.output()).startsWith("refused: ").contains(why);
    }

    private static Ran logIn(Product product, String password) throws IOException {
        return product.mortiseReading(
                password, List.of("login", "--user", "admin", "--password-stdin", "--url", product.url()));
    }

    private static int status(Product product, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(product.url() + path))
                                .timeout(Product.PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
