package dev.mortise.deploy;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A person at the panel who looks now and then, answers what is asked and releases what is held, and notes why. Whether a
 * command in doubt was carried out this person sees at the cell: it stands in the plant's ledger.
 */
final class Operator {

    private static final String COMMAND = ", command ";
    private static final int OK = 200;

    private final String url;
    private final Path ledger;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> notes = new ArrayList<>();

    Operator(Product product) {
        this(product.url(), product.ledger());
    }

    /** At the panel of a controller that is not the product's own. */
    Operator(String url, Path ledger) {
        this.url = url;
        this.ledger = ledger;
    }

    /** Everything the person did, with the reason that was shown. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The plant as shown, or nothing while no controller answers. */
    Optional<JsonNode> plant() {
        return send("GET", "/api/v1/plant", "");
    }

    /** Whether the controller says that it is ready; nothing while none answers. */
    Optional<Boolean> ready() {
        try {
            return Optional.of(http.send(request("/readyz").build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Product.PATIENCE);
    }

    boolean order(String type) {
        return send("POST", "/api/v1/orders", JsonMapper.shared().writeValueAsString(Map.of("type", type)))
                .isPresent();
    }

    /** One look at everything. */
    void attend() {
        plant().ifPresent(plant -> {
            for (JsonNode question : plant.path("questions")) {
                String choice = choice(question);
                notes.add("answered '" + choice + "': " + question.path("text").asString(""));
                act(
                        "/api/v1/questions/" + encoded(question.path("id").asString("")) + "/answer",
                        Map.of("choice", choice));
            }
            plant.path("cells").forEach(this::attend);
        });
    }

    private String choice(JsonNode question) {
        List<String> words = new ArrayList<>();
        question.path("choices").forEach(choice -> words.add(choice.path("word").asString("")));
        if (!words.contains("done")) {
            return words.get(0);
        }
        for (JsonNode fact : question.path("facts")) {
            String text = fact.asString("");
            if (text.contains(COMMAND)) {
                CommandId command = new CommandId(text.substring(text.lastIndexOf(COMMAND) + COMMAND.length()));
                return happened(command) ? "done" : "not-done";
            }
        }
        throw new AssertionError("a doubt without its command: " + question);
    }

    private boolean happened(CommandId command) {
        String motion = "%016x".formatted(command.number());
        try {
            return Ledger.read(ledger).stream()
                    .map(Ledger.Line::entry)
                    .anyMatch(entry -> !entry.effects().isEmpty()
                            && (entry.command().equals(command.value())
                                    || entry.motion().equals(motion)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void attend(JsonNode cell) {
        String path = "/api/v1/cells/" + cell.path("id").asString("");
        String why = cell.path("id").asString("") + ": " + cell.path("why").asString("");
        if (cell.path("unitState").asString("").equals("ABORTED")) {
            notes.add("cleared " + why);
            act(path + "/clear", Map.of());
        }
        if (!cell.path("holds").isEmpty()) {
            notes.add("released " + why);
            act(path + "/unhold", Map.of());
        }
    }

    private void act(String path, Map<String, String> body) {
        send("POST", path, JsonMapper.shared().writeValueAsString(body));
    }

    private Optional<JsonNode> send(String method, String path, String body) {
        try {
            HttpResponse<String> response = http.send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() < 300
                    ? Optional.of(JsonMapper.shared().readTree(response.body()))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty(); // nobody there: looks again later
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
