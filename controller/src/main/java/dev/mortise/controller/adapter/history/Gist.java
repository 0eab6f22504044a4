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

    /** What was shown of a cell; the same documents mean the same. */
    private record Shown(JsonNode cell, Optional<JsonNode> rack, boolean demand) {
        boolean is(Shown other) {
            return cell == other.cell
                    && demand == other.demand
                    && rack.isPresent() == other.rack.isPresent()
                    && rack.equals(other.rack);
        }
    }

    private record Open(Instant from, Shown shown, Sight sight) {}

    void read(Archive.Frame frame) {
        Map<String, JsonNode> documents = frame.picture().orElse(Picture.NONE).documents();
        List<String> gone = open.keySet().stream()
                .filter(cell -> !documents.containsKey(CELLS + cell))
                .toList();
        gone.forEach(cell -> close(cell, frame.at()));
        Map<String, JsonNode> racks = new HashMap<>();
        boolean demand = false;
        for (Map.Entry<String, JsonNode> document : documents.entrySet()) {
            if (document.getKey().startsWith(RACKS)) {
                demand = demand || isToBeBuilt(document.getValue());
                racks.put(document.getValue().path("place").asString(""), document.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> document : documents.entrySet()) {
            if (document.getKey().startsWith(CELLS)) {
                String cell = document.getKey().substring(CELLS.length());
                Optional<JsonNode> rack = Optional.ofNullable(racks.get(cell));
                cell(cell, frame.at(), new Shown(document.getValue(), rack, demand));
            }
        }
    }

    private void cell(String id, Instant at, Shown shown) {
        Optional<Open> before = Optional.ofNullable(open.get(id));
        if (before.filter(one -> one.shown().is(shown)).isPresent()) {
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
                shown.demand());
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
