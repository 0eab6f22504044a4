package dev.mortise.controller.domain.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Entries of a timeline while it is being folded: those that are over, and by a name those that are not. */
final class Ledger {

    private final List<Entry> over = new ArrayList<>();
    private final Map<String, Entry> open = new LinkedHashMap<>();

    void add(Entry entry) {
        over.add(entry);
    }

    /** One that was open under the same name never ended, as far as is known. */
    void begin(String name, Entry entry) {
        Optional.ofNullable(open.put(name, entry)).ifPresent(over::add);
    }

    /** What was not seen to begin is not in the timeline. */
    void end(String name, UnaryOperator<Entry> how) {
        Optional.ofNullable(open.remove(name)).map(how).ifPresent(over::add);
    }

    void endAll(String prefix, UnaryOperator<Entry> how) {
        List.copyOf(open.keySet()).stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> end(name, how));
    }

    List<Entry> entries() {
        List<Entry> all = new ArrayList<>(over);
        all.addAll(open.values());
        all.sort(Entry.ORDER);
        return List.copyOf(all);
    }
}
