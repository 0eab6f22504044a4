package dev.mortise.controller.adapter.history;

import dev.mortise.controller.domain.history.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** When a rack or a cell stood still, and why: from the causes that were shown then. */
public final class Waits {

    /** Kinds of cause behind which nothing need be done. */
    private static final Set<String> HARMLESS = Set.of("PROGRESS", "DONE", "ABANDONED", "NO_WORK");

    private final String list;
    private final String id;
    private final List<Entry> waits = new ArrayList<>();
    private Optional<Wait> open = Optional.empty();

    /** One that is not over; two with the same roots are one, whatever their words. */
    private record Wait(Set<String> roots, Instant from, String text, String kinds) {
        Entry until(Optional<Instant> to) {
            return new Entry(Entry.What.WAIT, from, to, text, kinds, false, "");
        }
    }

    private Waits(String list, String id) {
        this.list = list;
        this.id = id;
    }

    /**
     * Those of a time.
     *
     * @param list {@code cells} or {@code racks}
     * @param to at most now
     */
    public static List<Entry> of(Archive archive, String list, String id, Instant from, Instant to) {
        Waits found = new Waits(list, id);
        archive.replay(from, to, found::read);
        found.open.ifPresent(wait -> found.waits.add(wait.until(Optional.empty())));
        return found.waits.stream().filter(wait -> wait.within(from, to)).toList();
    }

    private void read(Archive.Frame frame) {
        List<JsonNode> standing = frame.picture()
                .flatMap(picture -> picture.element(list, id))
                .map(shown -> standing(shown.path("cause")))
                .orElse(List.of());
        Set<String> roots = standing.stream().map(Waits::name).collect(Collectors.toCollection(LinkedHashSet::new));
        if (open.map(wait -> wait.roots().equals(roots)).orElse(roots.isEmpty())) {
            return;
        }
        open.ifPresent(wait -> waits.add(wait.until(Optional.of(frame.at()))));
        open = roots.isEmpty() ? Optional.empty() : Optional.of(wait(roots, frame.at(), standing));
    }

    private static Wait wait(Set<String> roots, Instant at, List<JsonNode> standing) {
        String text = standing.stream()
                .map(root -> root.path("subject").asString("") + ": "
                        + root.path("text").asString(""))
                .distinct()
                .collect(Collectors.joining("; "));
        return new Wait(roots, at, text, kinds(standing));
    }

    private static String kinds(List<JsonNode> standing) {
        return standing.stream()
                .map(root -> root.path("kind").asString(""))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String name(JsonNode root) {
        return root.path("kind").asString("") + " " + root.path("subject").asString("");
    }

    /** The roots of a cause that stand in the way of something. */
    static List<JsonNode> standing(JsonNode cause) {
        return roots(cause)
                .filter(root ->
                        root.has("kind") && !HARMLESS.contains(root.path("kind").asString("")))
                .toList();
    }

    private static Stream<JsonNode> roots(JsonNode cause) {
        JsonNode because = cause.path("because");
        return because.isEmpty()
                ? Stream.of(cause)
                : StreamSupport.stream(because.spliterator(), false).flatMap(Waits::roots);
    }
}
