package dev.mortise.controller.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.access.MovedClock;
import dev.mortise.controller.adapter.access.TlsKey;
import dev.mortise.controller.adapter.web.AHouse;
import dev.mortise.controller.adapter.web.AUserFile;
import dev.mortise.controller.adapter.web.Web;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line and other programs at a door with TLS. */
@Tag("wire")
class TlsTest {

    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    @Test
    void theFirstStartMakesAKeyThatNobodyElseReadsAndTheNextUsesIt() throws IOException {
        TlsKey made = key("http");

        assertThat(key("http")).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("http-key.pem"))))
                .isEqualTo("rw-------");
        assertThat(made.toString()).doesNotContain("PrivateKey");
    }

    @Test
    void aControllerIsTalkedToWhenItShowsTheCertificateThatIsTrustedAndNotOtherwise() throws Exception {
        try (AHouse house = new AHouse(new Web.Admission.Everybody(), Optional.of(key("http")))) {
            TlsKey unusedOther = key("other");

            assertThat(mortise(house, "http-certificate.pem")).isZero();

            assertThat(mortise(house, "other-certificate.pem")).isEqualTo(3);
            assertThat(err.toString())
                    .contains("the certificate at " + house.url() + " is not trusted")
                    .contains("--certificate");
            assertThat(mortise(house, "none.pem")).isEqualTo(1);
        }
    }

    @Test
    void theCookieIsForThisDoorAloneAndForTlsAlone() throws Exception {
        MovedClock clock = new MovedClock();
        LogIns logIns = new LogIns(AUserFile.in(directory, clock), clock);
        try (AHouse house = new AHouse(new Web.Admission.Users(logIns, false), Optional.of(key("http")))) {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(Trusted.only(directory.resolve("http-certificate.pem")))
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(house.url() + "/api/v1/login"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"name\": \"viewer\", \"password\": \"" + AUserFile.PASSWORD + "\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                    .startsWith("__Host-mortise-")
                    .endsWith("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure");
        }
    }

    @Test
    void whoeverSpeaksAnOlderTlsIsTurnedAway() throws Exception {
        try (AHouse house = new AHouse(new Web.Admission.Everybody(), Optional.of(key("http")))) {
            assertThat(answered(house, 3)).as("TLS 1.2").isEqualTo("16"); // its hello

            for (int older : new int[] {0, 1, 2}) { // SSL 3.0, TLS 1.0, TLS 1.1
                assertThat(answered(house, older)).as("3.%d", older).isEqualTo("15 0246"); // fatal: protocol version
            }
        }
    }

    /** By hand, for Java would not say it: the kind of the first record that comes back, and of an alert what it says. */
    private static String answered(AHouse house, int minor) throws IOException {
        URI here = URI.create(house.url());
        byte[] hello = HexFormat.of()
                .parseHex("03%02x".formatted(minor)
                        + "5a".repeat(32) // its random number
                        + "00" // no session
                        + "0012c02fc02bc030c02cc013c014c009c00a002f" // ciphers of all these versions
                        + "0100" // no compression
                        + "0024" // extensions: curves, their points, signatures
                        + "000a00080006001700180019"
                        + "000b00020100"
                        + "000d000e000c040104030501080402010203");
        try (Socket socket = new Socket(here.getHost(), here.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(new byte[] {0x16, 3, (byte) Math.min(minor, 1)});
            out.writeShort(hello.length + 4);
            out.writeInt(0x01000000 | hello.length);
            out.write(hello);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int kind = in.readUnsignedByte();
            byte[] record = new byte[in.skipBytes(2) == 2 ? in.readUnsignedShort() : 0];
            in.readFully(record);
            return kind == 0x15 ? "15 " + HexFormat.of().formatHex(record) : Integer.toHexString(kind);
        }
    }

    @Test
    void aFileThatIsNoKeyIsRefusedWithWhatWouldBeRight() throws IOException {
        TlsKey unusedMade = key("http");
        Path wrong = Files.writeString(directory.resolve("wrong.pem"), "-----BEGIN RSA PRIVATE KEY-----\n");

        assertThatThrownBy(() -> TlsKey.read(wrong, directory.resolve("http-certificate.pem")))
                .hasMessageContaining("wrong.pem has no key of the form -----BEGIN PRIVATE KEY-----");
        assertThatThrownBy(() -> TlsKey.read(directory.resolve("http-key.pem"), wrong))
                .hasMessageContaining("wrong.pem has no certificate in PEM form");
        TlsKey unusedOther = key("other");
        assertThatThrownBy(() ->
                        TlsKey.read(directory.resolve("http-key.pem"), directory.resolve("other-certificate.pem")))
                .hasMessageContaining("http-key.pem is not the key of the first certificate in");
    }

    private TlsKey key(String name) throws IOException {
        return TlsKey.readOrMake(directory.resolve(name + "-key.pem"), directory.resolve(name + "-certificate.pem"));
    }

    private int mortise(AHouse house, String certificate) {
        return Mortise.commandLine(
                        (file, writer, errors) -> 0,
                        (file, writer, errors) -> 0,
                        new NoKeeper(),
                        (wanted, writer, errors) -> 9)
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "racks",
                        "--url",
                        house.url(),
                        "--certificate",
                        directory.resolve(certificate).toString());
    }
}
