package dev.mortise.controller.adapter.web;

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

    /** An object; an empty body is an empty one. */
    static JsonNode read(String body) throws Problem {
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
