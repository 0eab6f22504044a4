package dev.mortise.controller.fuzz;

import dev.mortise.controller.adapter.web.AHouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Bodies of acts at the HTTP door; the first byte says of which. 500 says that something was thrown that is no refusal. */
public final class HttpTarget {

    static final int FAULT_OF_OURS = 500;
    private static final Pattern POSTED = Pattern.compile("(?m)^  (/\\S+):\n(?:    (?!post:).*\n)*    post:");
    private static final int PATIENCE_MILLIS = 30_000;

    /** Every act that the door has, at something that is there; in the order of the API's own description. */
    static final List<String> ACTS = acts();

    /** One for the whole run: Jazzer's virtual machine ends with it. */
    private static final class House {
        private static final AHouse OPEN =
                new AHouse().rack("R-1", false).question().alarms("known");
        private static final HttpClient CLIENT =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpTarget() {}

    /** As Jazzer calls it. */
    public static void fuzzerInitialize() throws IOException, InterruptedException {
        Quiet.please();
        for (int i = 0; i < ACTS.size(); i++) { // makes the classes visible, which takes longer than an input
            fuzzerTestOneInput(new byte[] {(byte) i, '{', '}'});
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

    /** A body of an act, as it was recorded. */
    static byte[] seed(RecordedRequests.Request request) {
        byte[] body = request.body();
        byte[] seed = new byte[body.length + 1];
        seed[0] = (byte) ACTS.indexOf(request.path());
        System.arraycopy(body, 0, seed, 1, body.length);
        return seed;
    }

    private static List<String> acts() {
        try (InputStream in = HttpTarget.class.getResourceAsStream("/web/openapi.yaml")) {
            String description = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return POSTED.matcher(description)
                    .results()
                    .map(route -> route.group(1)
                            .replace("cells/{id}", "cells/TRAY-A")
                            .replace("racks/{id}", "racks/R-1")
                            .replace("questions/{id}", "questions/R-1-leak-2")
                            .replace("alarms/{id}", "alarms/TRAY-A.LINK_DOWN"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once more where the connection that was kept for it has ended meanwhile; without an answer again is a finding. */
    private static int posted(String path, byte[] input) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(House.OPEN.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(input, 1, input.length - 1))
                .build();
        try {
            return status(request);
        } catch (IOException e) {
            return status(request);
        }
    }

    private static int status(HttpRequest request) throws IOException, InterruptedException {
        return House.CLIENT
                .send(request, HttpResponse.BodyHandlers.discarding())
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
