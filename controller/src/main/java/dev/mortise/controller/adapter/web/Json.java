package dev.mortise.controller.adapter.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the API speaks it. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** An object; an empty body is an empty one. JSON is UTF-8 (RFC 8259), whatever charset a request names. */
    static JsonNode read(Context context) throws Problem {
        String body = body(context);
        try {
            JsonNode node = body.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(body);
            if (!node.isObject()) {
                throw Problem.badRequest("the body is not a JSON object");
            }
            return node;
        } catch (JacksonException e) {
            throw Problem.badRequest("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String body(Context context) throws Problem {
        try {
            return new String(context.bodyAsBytes(), StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            if (e instanceof HttpException http) { // Jetty's: it came too slowly
                throw new Problem(
                        http.getCode(),
                        "the body came too slowly; expected " + Listening.BODY_MIN_BYTES_PER_SECOND
                                + " bytes a second at least");
            }
            throw e; // Javalin's own answer: the body is too long
        } catch (Exception e) { // Kotlin declares none
            throw Problem.badRequest("the body was cut off");
        }
    }

    static int whole(JsonNode body, String key, int example) throws Problem {
        JsonNode value = body.path(key);
        if (!value.isInt()) {
            throw Problem.badRequest("\"" + key + "\" is missing or no whole number; expected, for example, {\"" + key
                    + "\": " + example + "}");
        }
        return value.asInt();
    }

    static String text(JsonNode body, String key, String example) throws Problem {
        JsonNode value = body.path(key);
        if (!value.isString() || value.asString().isBlank()) {
            throw Problem.badRequest(
                    "\"" + key + "\" is missing; expected, for example, {\"" + key + "\": \"" + example + "\"}");
        }
        return value.asString();
    }
}
