package dev.mortise.controller.adapter.history;

import dev.mortise.controller.port.PlantView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The plant as it was shown, taken apart into small documents, so that what changed can be told without what did not. JSON, not
 * records: a picture is read back by releases that show other things, and must say what was shown then.
 *
 * @param documents by their path in the picture: {@code /cells/TRAY-A}, and {@code /cells} for the order of all of them
 */
public record Picture(Map<String, JsonNode> documents) {

    /** Nothing was shown yet. */
    public static final Picture NONE = new Picture(Map.of());

    /** Lists whose elements have an id and change one by one. */
    private static final List<String> LISTS = List.of("cells", "racks", "questions", "open");

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * What makes one picture of another.
     *
     * @param put documents that are new or other than before
     * @param gone documents that are no more
     */
    public record Change(Map<String, JsonNode> put, List<String> gone) {
        static final Change NOTHING = new Change(Map.of(), List.of());

        public Change {
            put = Collections.unmodifiableMap(new LinkedHashMap<>(put));
            gone = List.copyOf(gone);
        }

        boolean isNothing() {
            return put.isEmpty() && gone.isEmpty();
        }
    }

    public Picture {
        documents = Collections.unmodifiableMap(documents);
    }

    /** Its own instant excepted: a picture is of a stretch of time. */
    static Picture of(PlantView view) {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        ObjectNode plant = JSON.valueToTree(view);
        plant.remove("at");
        take(documents, "", plant);
        return new Picture(documents);
    }

    private static void take(Map<String, JsonNode> documents, String path, ObjectNode whole) {
        ObjectNode rest = JSON.createObjectNode();
        whole.properties().forEach(field -> {
            String name = field.getKey();
            if (field.getValue().isArray() && LISTS.contains(name)) {
                takeList(documents, path + "/" + name, field.getValue());
            } else if (field.getValue() instanceof ObjectNode object) {
                take(documents, path + "/" + name, object);
            } else {
                rest.set(name, field.getValue());
            }
        });
        documents.put(path.isEmpty() ? "/" : path, rest);
    }

    private static void takeList(Map<String, JsonNode> documents, String path, JsonNode list) {
        ArrayNode order = JSON.createArrayNode();
        list.forEach(element -> {
            String id = element.path("id").asString("");
            order.add(id);
            documents.put(path + "/" + id, element);
        });
        documents.put(path, order);
    }

    Change until(Picture after) {
        Map<String, JsonNode> put = new LinkedHashMap<>();
        after.documents.forEach((path, document) -> {
            if (!document.equals(documents.get(path))) {
                put.put(path, document);
            }
        });
        List<String> gone = new ArrayList<>(documents.keySet());
        gone.removeAll(after.documents.keySet());
        return new Change(put, gone);
    }

    Picture with(Change change) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(documents);
        change.gone().forEach(changed::remove);
        changed.putAll(change.put());
        return new Picture(changed);
    }

    /** As it was shown, with the instant for which it is asked. */
    public JsonNode plant(Instant at) {
        ObjectNode plant = JSON.createObjectNode();
        plant.put("at", at.toString());
        Optional.ofNullable(documents.get("/")).ifPresent(rest -> plant.setAll((ObjectNode) rest));
        documents.forEach((path, document) -> {
            int slash = path.lastIndexOf('/');
            if (document instanceof ArrayNode order) {
                parent(plant, path.substring(0, slash)).set(path.substring(slash + 1), list(path, order));
            } else if (!path.equals("/") && !isElement(path)) {
                parent(plant, path).setAll((ObjectNode) document);
            }
        });
        return plant;
    }

    /** One cell, rack or question; empty when it was not there. */
    public Optional<JsonNode> element(String list, String id) {
        return Optional.ofNullable(documents.get("/" + list + "/" + id));
    }

    private boolean isElement(String path) {
        return documents.get(path.substring(0, path.lastIndexOf('/'))) instanceof ArrayNode;
    }

    private ArrayNode list(String path, ArrayNode order) {
        ArrayNode list = JSON.createArrayNode();
        order.forEach(id ->
                Optional.ofNullable(documents.get(path + "/" + id.asString())).ifPresent(list::add));
        return list;
    }

    private static ObjectNode parent(ObjectNode plant, String path) {
        ObjectNode at = plant;
        for (String name : path.substring(Math.min(1, path.length())).split("/", -1)) {
            if (!name.isEmpty()) {
                at = at.get(name) instanceof ObjectNode there ? there : at.putObject(name);
            }
        }
        return at;
    }
}
