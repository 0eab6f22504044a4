package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.plc4x.java.api.exceptions.PlcConnectionException;
import org.apache.plc4x.java.api.types.PlcResponseCode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A second OPC UA stack (Apache PLC4X) comes to the plant server; the first is node-opcua. */
@Tag("system")
class SecondForeignStackTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern WAITING = Pattern.compile("(?m)^waiting +([0-9a-f]+)");
    private static final String CELL = "Line.Cells.CABLE-A";
    private static final String DIAGNOSTICS_SWITCH = "ns=0;i=2294;BOOL";

    @TempDir
    Path directory;

    @Test
    void itIsRefusedUntilItIsTrustedThenReadsAndFollowsACellAndWritesNothing() throws IOException {
        try (Product product = Product.unpackedIn(directory).withPlantServer()) {
            assertThat(keep(product, PASSWORD, "user", "set", "mes", "--role", "operator")
                            .exitCode())
                    .isZero();
            keyThatPlc4xCanUse(product);
            product.startPlant();
            product.startController();
            ForeignCertificates.Made own = ForeignCertificates.good().in(directory, "historian");

            assertThatThrownBy(() -> comes(product, own, PASSWORD))
                    .as("nobody knows it")
                    .isInstanceOf(PlcConnectionException.class);
            assertThat(keep(product, "", "trust", "accept", waiting(product)).output())
                    .contains("trusted: ");
            try (Plc4xClient client = trusted(product, own)) {
                assertThat(client.value("ns=0;i=2262")).isEqualTo("urn:mortise:controller");
                assertThat(client.write(DIAGNOSTICS_SWITCH, true)).isEqualTo(PlcResponseCode.ACCESS_DENIED);
                watchesACell(product, client);
            }
            isRefusedWithAWrongPassword(product, own);
        }
    }

    /** The driver keeps why to its log; what it throws is the same for a server that is not there. */
    private static void isRefusedWithAWrongPassword(Product product, ForeignCertificates.Made own) {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        Logger driver = (Logger) LoggerFactory.getLogger("org.apache.plc4x.java.opcua.protocol.OpcuaProtocolLogic");
        driver.addAppender(said);
        try {
            assertThatThrownBy(() -> comes(product, own, "wrong horse battery"))
                    .isInstanceOf(PlcConnectionException.class);
        } finally {
            driver.detachAppender(said);
        }
        assertThat(said.list)
                .anySatisfy(event ->
                        assertThat(event.getThrowableProxy().getMessage()).contains("BadUserAccessDenied"));
    }

    private static void watchesACell(Product product, Plc4xClient client) throws IOException {
        int line = client.namespace("urn:mortise:line");
        int model = client.namespace("http://opcfoundation.org/UA/PackML/");
        String machine = "ns=" + line + ";s=" + CELL + "/" + model + ":BaseStateMachine";
        String state = machine + "/0:CurrentState";
        Awaitility.await("its PLC is heard")
                .atMost(Product.PATIENCE)
                .until(() -> client.value(state).endsWith("Cleared"));
        assertThat(client.value(machine + "/" + model + ":NoSuchNode")).isEqualTo(PlcResponseCode.NOT_FOUND.name());

        List<String> told = client.follow(state);
        assertThat(product.mortise("abort", "CABLE-A", "--reason", "a label hangs")
                        .exitCode())
                .isZero();

        Awaitility.await("it is told of the abort")
                .atMost(Product.PATIENCE)
                .until(() -> told.stream().anyMatch(one -> one.endsWith("Aborted")));
        assertThat(told.get(0)).as("as it was when it began to look").endsWith("Cleared");
    }

    /**
     * PLC4X 0.13.1 overwrites a piece of its own certificate when the server's key is longer than 2048 bits: the high byte of
     * the padding's size is put where no header was counted in (BaseEncryptionHandler).
     */
    private void keyThatPlc4xCanUse(Product product) throws IOException {
        Path keys = Files.createDirectories(product.settings().resolveSibling("plant-server"));
        ForeignCertificates.Made made =
                ForeignCertificates.good().of("urn:mortise:plant").in(directory, "server");
        Plc4xClient.keyStore(made, keys.resolve("server-key.p12"), "server-rsa-sha256", "mortise");
    }

    private static Plc4xClient trusted(Product product, ForeignCertificates.Made own) {
        return Awaitility.await("the running controller sees that it is trusted")
                .atMost(Product.PATIENCE)
                .ignoreExceptionsInstanceOf(PlcConnectionException.class)
                .until(() -> comes(product, own, PASSWORD), client -> true);
    }

    private static Plc4xClient comes(Product product, ForeignCertificates.Made own, String password)
            throws PlcConnectionException, IOException {
        return Plc4xClient.at("127.0.0.1:" + product.prefix() + "440/mortise", own, "mes", password);
    }

    private static String waiting(Product product) throws IOException {
        Matcher matcher = WAITING.matcher(keep(product, "", "trust", "list").output());
        assertThat(matcher.find()).as("it waits for somebody to judge it").isTrue();
        return matcher.group(1);
    }

    private static Ran keep(Product product, String input, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", product.settings().toString()));
        return product.mortiseReading(input, all);
    }
}
