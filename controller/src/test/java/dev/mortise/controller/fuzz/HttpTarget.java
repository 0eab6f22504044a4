package dev.mortise.controller.fuzz;

import dev.mortise.controller.adapter.web.AHouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Bodies of acts at the HTTP door; the first byte says of which. 500 says that something was thrown that is no refusal. */
public final class HttpTarget {

    static final List<String> BODIES = List.of(
            "{\"type\":\"nvl72\",\"serial\":\"R-9\",\"priority\":3,\"store\":true}",
            "{\"reason\":\"look at it\",\"how\":\"abort\"}",
            "{\"percent\":30}",
            "{\"operation\":\"paint\",\"reason\":\"cosmetic\"}",
            "{\"choice\":\"retry\"}",
            "{\"minutes\":10,\"reason\":\"being repaired\"}",
            "{\"name\":\"anna\",\"password\":\"correct horse battery\",\"token\":true}",
            "{\"priority\":-7}");

    static final List<String> ACTS = List.of(
            "/api/v1/orders",
            "/api/v1/racks/R-1/hold",
            "/api/v1/racks/R-1/abandon",
            "/api/v1/racks/R-1/priority",
            "/api/v1/racks/R-1/propose-waiver",
            "/api/v1/cells/TRAY-A/speed",
            "/api/v1/cells/TRAY-A/hold",
            "/api/v1/questions/Q-1/answer",
            "/api/v1/alarms/TRAY-A.LINK_DOWN/shelve",
            "/api/v1/login");

    static final int FAULT_OF_OURS = 500;
    private static final int PATIENCE_MILLIS = 30_000;

    /** One for the whole run: Jazzer's virtual machine ends with it. */
    private static final class House {
        private static final AHouse OPEN = new AHouse();
        private static final HttpClient CLIENT =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpTarget() {}

    /** As Jazzer calls it. */
    public static void fuzzerInitialize() throws IOException, InterruptedException {
        Quiet.please();
        for (byte[] seed :
                seeds().subList(0, ACTS.size())) { // makes the classes visible, which takes longer than an input
            fuzzerTestOneInput(seed);
        }
    }

    /** As Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException, InterruptedException {
        if (input.length == 0) {
            return;
        }
        int status = posted(ACTS.get(Math.floorMod(input[0], ACTS.size())), input);
        House.OPEN.asked.clear();
        if (status == FAULT_OF_OURS) {
            throw new IllegalStateException("answered with " + status);
        }
    }

    static List<byte[]> seeds() {
        return Stream.iterate(0, i -> i + 1)
                .limit((long) ACTS.size() * BODIES.size())
                .map(i -> {
                    byte[] body = BODIES.get(i / ACTS.size()).getBytes(StandardCharsets.UTF_8);
                    byte[] seed = new byte[body.length + 1];
                    seed[0] = (byte) (i % ACTS.size());
                    System.arraycopy(body, 0, seed, 1, body.length);
                    return seed;
                })
                .toList();
    }

    private static int posted(String path, byte[] input) throws IOException, InterruptedException {
        return House.CLIENT
                .send(
                        HttpRequest.newBuilder(URI.create(House.OPEN.url() + path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(input, 1, input.length - 1))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    static String head(String verb, String path) {
        return verb + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    }

    /** The status of the first answer; 0 when the connection ended without one. */
    static int sent(AHouse house, byte[] request) throws IOException {
        URI here = URI.create(house.url());
        try (Socket socket = new Socket(here.getHost(), here.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
            String[] words = line.toString(StandardCharsets.ISO_8859_1).split(" ", -1);
            return words.length > 1 && words[0].startsWith("HTTP/") ? Integer.parseInt(words[1]) : 0;
        } catch (SocketException e) {
            return 0; // cut off while it still wrote
        }
    }
}
