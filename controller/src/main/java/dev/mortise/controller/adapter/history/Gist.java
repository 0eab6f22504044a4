package dev.mortise.controller.adapter.history;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.oee.Seen;
import dev.mortise.controller.domain.oee.Sight;
import dev.mortise.controller.domain.oee.Spell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What pictures say of each cell's time, while they are replayed. */
final class Gist {

    private static final String CELLS = "/cells/";
    private static final String RACKS = "/racks/";
    private static final int FULL_SPEED = 100;

    private final Map<String, List<Spell>> spells = new HashMap<>();
    private final Map<String, Open> open = new HashMap<>();
    private List<JsonNode> racks = List.of();
    private Floor floor = new Floor(Map.of(), false, Optional.empty());

    /**
     * What the racks have to do with it.
     *
     * @param demand whether any was to be built
     * @param behind what kept the first of these from moving on
     */
    private record Floor(Map<String, JsonNode> byPlace, boolean demand, Optional<Cause> behind) {}

    /** What was shown of a cell. */
    private record Shown(JsonNode cell, Optional<JsonNode> rack, boolean demand, Optional<Cause> behind) {}

    private record Open(Instant from, Shown shown, Sight sight) {}

    void read(Archive.Frame frame) {
        Map<String, JsonNode> documents = frame.picture().orElse(Picture.NONE).documents();
        List<String> gone = open.keySet().stream()
                .filter(cell -> !documents.containsKey(CELLS + cell))
                .toList();
        gone.forEach(cell -> close(cell, frame.at()));
        look(documents.entrySet().stream()
                .filter(document -> document.getKey().startsWith(RACKS))
                .map(Map.Entry::getValue)
                .toList());
        for (Map.Entry<String, JsonNode> document : documents.entrySet()) {
            if (document.getKey().startsWith(CELLS)) {
                String cell = document.getKey().substring(CELLS.length());
                Optional<JsonNode> rack = Optional.ofNullable(floor.byPlace().get(cell));
                cell(cell, frame.at(), new Shown(document.getValue(), rack, floor.demand(), floor.behind()));
            }
        }
    }

    /** Racks change seldom: most pictures are of a step of a cell. */
    private void look(List<JsonNode> now) {
        if (now.equals(racks)) {
            return;
        }
        racks = now;
        Map<String, JsonNode> byPlace = new HashMap<>();
        now.forEach(rack -> byPlace.put(rack.path("place").asString(""), rack));
        List<JsonNode> wanted = now.stream().filter(Gist::isToBeBuilt).toList();
        Optional<Cause> behind = wanted.stream()
                .flatMap(rack -> cause(rack.path("cause")).stream())
                .flatMap(Cause::roots)
                .filter(root -> !root.harmless())
                .findFirst();
        floor = new Floor(byPlace, !wanted.isEmpty(), behind);
    }

    private void cell(String id, Instant at, Shown shown) {
        Optional<Open> before = Optional.ofNullable(open.get(id));
        if (before.filter(one -> one.shown().equals(shown)).isPresent()) {
            return;
        }
        Sight sight = Sight.of(seen(id, shown));
        boolean same = before.filter(one -> one.sight().equals(sight)).isPresent();
        if (!same) {
            close(id, at);
        }
        Instant from = same ? before.orElseThrow().from() : at;
        open.put(id, new Open(from, shown, same ? before.orElseThrow().sight() : sight));
    }

    private void close(String cell, Instant at) {
        Optional.ofNullable(open.remove(cell))
                .filter(one -> one.from().isBefore(at))
                .ifPresent(one -> spells.computeIfAbsent(cell, id -> new ArrayList<>())
                        .add(new Spell(one.from(), at, one.sight())));
    }

    /** All that was found, in order. */
    Map<String, List<Spell>> until(Instant end) {
        List.copyOf(open.keySet()).forEach(cell -> close(cell, end));
        return spells;
    }

    private static Seen seen(String id, Shown shown) {
        boolean up = shown.cell().path("link").asString("").equals("UP");
        Optional<UnitState> unit =
                up ? UnitState.named(shown.cell().path("unitState").asString("")) : Optional.empty();
        return new Seen(
                id,
                unit,
                shown.cell().path("speedPercent").asInt(FULL_SPEED),
                cause(shown.cell().path("cause")),
                shown.rack().flatMap(rack -> cause(rack.path("cause"))),
                shown.demand(),
                shown.behind());
    }

    private static boolean isToBeBuilt(JsonNode rack) {
        JsonNode wanted = rack.path("wanted");
        return !rack.path("released").asBoolean(false)
                && wanted.path("mayStart").asBoolean(true)
                && wanted.path("abandoned").asString("").isEmpty();
    }

    /** Empty for one of a kind that this release does not know. */
    private static Optional<Cause> cause(JsonNode shown) {
        String kind = shown.path("kind").asString("");
        String text = shown.path("text").asString("");
        Optional<Cause.Kind> known = Stream.of(Cause.Kind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst();
        if (known.isEmpty() || text.isBlank()) {
            return Optional.empty();
        }
        List<Cause> because = shown.path("because")
                .valueStream()
                .map(Gist::cause)
                .flatMap(Optional::stream)
                .toList();
        return Optional.of(new Cause(known.orElseThrow(), shown.path("subject").asString(""), text, "", because));
    }
}
