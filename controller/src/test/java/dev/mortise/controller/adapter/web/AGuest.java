package dev.mortise.controller.adapter.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who talks HTTP to a house and sends exactly what a test says. */
final class AGuest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    AGuest(String url) {
        this.url = url;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Object body, String... headers) throws Exception {
        return client.send(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpClient client() {
        return client;
    }

    HttpResponse<String> logIn(String name, String password) throws Exception {
        return post("/api/v1/login", Map.of("name", name, "password", password));
    }

    /** A token for a program. */
    String token(String name) throws Exception {
        return json(post("/api/v1/login", Map.of("name", name, "password", AUserFile.PASSWORD, "token", true)))
                .path("token")
                .asString();
    }

    /** What a browser keeps of a log-in, as it sends it back. */
    String cookie(String name) throws Exception {
        String set = logIn(name, AUserFile.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElse("");
        return set.substring(0, set.indexOf(';'));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
