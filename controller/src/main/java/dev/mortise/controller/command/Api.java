package dev.mortise.controller.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running controller, seen through its HTTP API. */
final class Api {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);

    /** The desk answers within five seconds or says that it did not. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final int OK_MIN = 200;
    private static final int OK_MAX = 299;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String url;
    private final String by;
    private final Optional<String> token;
    private final HttpClient client;

    /**
     * @param by who acts, told to a door that asks nobody who they are
     * @param token of a log-in
     * @param trusted whose certificate a controller may show; without it those that this Java trusts
     */
    Api(String url, String by, Optional<String> token, Optional<SSLContext> trusted) {
        this.url = url;
        this.by = by;
        this.token = token;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN);
        trusted.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    String url() {
        return url;
    }

    /** The controller said no, with its reason. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    /** Nobody answers there, or somebody who is not trusted. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreachable(String url, String why) {
            super("no controller answers at " + url + " (" + why
                    + "); is it running? `mortise run` starts one, --url or MORTISE_URL says where it is");
        }

        Unreachable(String url, SSLException e) {
            super("the certificate at " + url + " is not trusted (" + e.getMessage()
                    + "); --certificate or MORTISE_CERTIFICATE names the file of one that is");
        }
    }

    JsonNode get(String path) throws Refused, Unreachable {
        return JSON.readTree(text(path));
    }

    String text(String path) throws Refused, Unreachable {
        return send(request(path).GET().build());
    }

    /** Does something; answers what it became. */
    String post(String path, Object body) throws Refused, Unreachable {
        return ask(path, body).path("accepted").asString("");
    }

    JsonNode ask(String path, Object body) throws Refused, Unreachable {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header("X-Mortise-By", by)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return JSON.readTree(send(request));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER_WITHIN);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private String send(HttpRequest request) throws Refused, Unreachable {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() < OK_MIN || response.statusCode() > OK_MAX) {
                throw new Refused(reason(response));
            }
            return response.body();
        } catch (SSLException e) {
            throw new Unreachable(url, e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? "connection refused" : e.getMessage();
            throw new Unreachable(url, why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(url, "interrupted");
        }
    }

    private static String reason(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body()).path("detail").asString("HTTP status " + response.statusCode());
        } catch (JacksonException e) {
            return "HTTP status " + response.statusCode();
        }
    }
}
