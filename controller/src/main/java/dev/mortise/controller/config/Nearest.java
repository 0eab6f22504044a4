package dev.mortise.controller.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The known word that somebody may have meant. */
final class Nearest {

    /** More edits than this and it is another word. */
    private static final int EDITS_MAX = 3;

    private Nearest() {}

    /** {@code ; did you mean 'rate_hz'?} or nothing. */
    static String hint(String word, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .filter(candidate -> distance(word, candidate) <= EDITS_MAX)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
        return nearest.map(candidate -> "; did you mean '" + candidate + "'?").orElse("");
    }

    /** Hint from the properties a JSON schema knows, and all of them when none is near. */
    static String hint(String word, @Nullable JsonNode schema) {
        Collection<String> known = new TreeSet<>();
        if (schema != null) {
            schema.path("properties").properties().forEach(entry -> known.add(entry.getKey()));
        }
        String near = hint(word, known);
        return near.isEmpty() && !known.isEmpty() ? "; known are " + String.join(", ", known) : near;
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(row[j - 1], above) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
