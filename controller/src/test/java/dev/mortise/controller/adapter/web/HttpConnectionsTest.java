package dev.mortise.controller.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.access.TlsKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are begun and not used, one step beyond each limit; others are served meanwhile. */
@Tag("wire")
class HttpConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int END = -1;

    @TempDir
    Path directory;

    private AHouse house = new AHouse();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        house.close();
    }

    @Test
    void oneAddressHasSoManyAndTheOneThatWaitedLongestGoes() throws Exception {
        Socket first = idle("127.0.0.2");
        come(Connections.OF_ADDRESS_MAX, "127.0.0.2");

        assertThat(first.getInputStream().read()).isEqualTo(END);
        Awaitility.await().atMost(PATIENCE).until(() -> house.connections() == Connections.OF_ADDRESS_MAX);
        assertServed();
    }

    @Test
    void allTogetherHaveSoManyAndWhoeverComesNextIsServed() throws Exception {
        come(Connections.OF_ADDRESS_MAX, "127.0.0.2");
        come(Connections.ALL_MAX - Connections.OF_ADDRESS_MAX, "127.0.0.3");
        Awaitility.await().atMost(PATIENCE).until(() -> house.connections() == Connections.ALL_MAX);

        assertServed();
        assertServed();

        Awaitility.await().atMost(PATIENCE).until(() -> house.connections() <= Connections.ALL_MAX);
    }

    @Test
    void whoeverIsAnsweredIsNotEndedForOthers() throws Exception {
        Socket page = idle("127.0.0.2");
        say(page, "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
        assertThat(page.getInputStream().read()).isEqualTo('H');

        come(Connections.OF_ADDRESS_MAX + 10, "127.0.0.2");

        Awaitility.await("all others end").atMost(PATIENCE).until(() -> {
            house.later(Connections.REQUEST_WITHIN.plusSeconds(1));
            return house.connections() == 1;
        });
        house.later(Connections.REQUEST_WITHIN.multipliedBy(10));
        assertThat(house.connections()).isEqualTo(1);
        assertThat(page.getInputStream().read()).isEqualTo('T');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /livez HT", "GET /livez HTTP/1.1\r\nHost: localhost\r\nX-A: a"})
    void aRequestWhoseHeadDoesNotComeEndsItsConnection(String part) throws Exception {
        Socket socket = idle("127.0.0.2");
        say(socket, part);
        Awaitility.await().atMost(PATIENCE).until(() -> house.connections() == 1);
        house.later(Connections.REQUEST_WITHIN.minusSeconds(5));
        assertThat(house.connections()).isEqualTo(1);

        house.later(Connections.REQUEST_WITHIN.plusSeconds(1));

        assertThat(ended(socket)).isTrue();
        Awaitility.await().atMost(PATIENCE).until(() -> house.connections() == 0);
    }

    @Test
    void behindTlsASocketIsOneConnectionAndEndsLikeOthers() throws Exception {
        house.close();
        house = new AHouse(
                new Web.Admission.Everybody(),
                Optional.of(TlsKey.readOrMake(directory.resolve("key.pem"), directory.resolve("certificate.pem"))));
        Socket socket = idle("127.0.0.2");
        Awaitility.await().atMost(PATIENCE).until(() -> house.connections() == 1);

        house.later(Connections.REQUEST_WITHIN.plusSeconds(1));

        assertThat(ended(socket)).isTrue();
        Awaitility.await().atMost(PATIENCE).until(() -> house.connections() == 0);
    }

    @Test
    void aBodyThatComesByteByByteIsRefused() throws Exception {
        Socket socket = idle("127.0.0.2");
        say(
                socket,
                "POST /api/v1/cells/TRAY-A/hold HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 60000\r\n\r\n{");
        InputStream answer = socket.getInputStream();

        Awaitility.await().atMost(PATIENCE).until(() -> {
            say(socket, " ");
            return answer.available() > 0;
        });

        assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 4");
        assertThat(house.asked).isEmpty();
    }

    private void come(int many, String from) throws IOException {
        for (int i = 0; i < many; i++) {
            Socket unusedWaits = idle(from);
        }
    }

    private Socket idle(String from) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), house.port()));
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == END;
        } catch (SocketException e) {
            return true; // a socket that is closed with something unread in it is reset
        }
    }

    private void assertServed() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(house.url() + "/livez")).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
