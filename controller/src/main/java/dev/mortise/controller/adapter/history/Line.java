package dev.mortise.controller.adapter.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a file: what changed at an instant, behind a checksum. One that changes nothing says that nothing did until then.
 *
 * @param at ms since 1970, never less than that of the line before
 * @param begins the first of a file: everything is in it
 * @param continues whether the file before it was written until this very instant
 */
record Line(long at, boolean begins, boolean continues, Picture.Change change) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int CHECKSUM_DIGITS = 8;

    String text() {
        ObjectNode node = JSON.createObjectNode();
        node.put("at", at);
        if (begins) {
            node.put("begins", true);
            node.put("continues", continues);
        }
        ObjectNode put = node.putObject("put");
        change.put().forEach(put::set);
        if (!change.gone().isEmpty()) {
            change.gone().forEach(node.putArray("gone")::add);
        }
        String json = node.toString();
        return checksum(json) + " " + json + "\n";
    }

    /** Empty for one that is not as it was written: the end of a file whose writer died. */
    static Optional<Line> read(String text) {
        if (text.length() <= CHECKSUM_DIGITS + 1) {
            return Optional.empty();
        }
        String json = text.substring(CHECKSUM_DIGITS + 1);
        if (!text.startsWith(checksum(json) + " ")) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(json);
            Map<String, JsonNode> put = new LinkedHashMap<>();
            node.path("put").properties().forEach(one -> put.put(one.getKey(), one.getValue()));
            List<String> gone = new ArrayList<>();
            node.path("gone").forEach(one -> gone.add(one.asString()));
            return Optional.of(new Line(
                    node.path("at").asLong(),
                    node.path("begins").asBoolean(false),
                    node.path("continues").asBoolean(false),
                    new Picture.Change(put, gone)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
