package dev.mortise.controller.adapter.history;

import dev.mortise.controller.domain.oee.Spell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each cell's time looked like, from the pictures. A file that is written no more is read once: its gist is kept in memory. */
public final class Spells {

    /** Some 10 kB each: days of a busy line, weeks of a quiet one. */
    private static final int GISTS_MAX = 1_000;

    private final Archive archive;
    private final Map<Instant, Map<String, List<Spell>>> gists = new LinkedHashMap<>();

    public Spells(Archive archive) {
        this.archive = archive;
    }

    /**
     * By cell, in order, none over another; some reach beyond the time. What lies between them is unknown.
     *
     * @param to at most now
     */
    public synchronized Map<String, List<Spell>> of(Instant from, Instant to) {
        List<Instant> begins = archive.stretches(from, to);
        Map<String, List<Spell>> all = new LinkedHashMap<>();
        for (int i = 0; i < begins.size() && begins.get(i).isBefore(to); i++) {
            boolean whole = i + 1 < begins.size();
            Map<String, List<Spell>> gist = whole ? whole(begins.get(i), begins.get(i + 1)) : read(begins.get(i), to);
            gist.forEach((cell, spells) ->
                    all.computeIfAbsent(cell, id -> new ArrayList<>()).addAll(spells));
        }
        return all;
    }

    private Map<String, List<Spell>> whole(Instant from, Instant to) {
        Map<String, List<Spell>> gist = gists.containsKey(from) ? gists.remove(from) : read(from, to);
        if (!gist.isEmpty()) { // a file that cannot be read now may be readable later
            gists.put(from, gist); // the newest stands last
        }
        if (gists.size() > GISTS_MAX) {
            gists.remove(gists.keySet().iterator().next());
        }
        return gist;
    }

    private Map<String, List<Spell>> read(Instant from, Instant to) {
        Gist gist = new Gist();
        archive.replay(from, to, gist::read);
        return gist.until(to);
    }
}
