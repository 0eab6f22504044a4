package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which orders are over and cleared from the list: a file, one id a line. The orders' own history does not know of it. */
final class ClearedOrders {

    private final Path file;
    private Set<String> ids;

    private ClearedOrders(Path file, Set<String> ids) {
        this.file = file;
        this.ids = ids;
    }

    static ClearedOrders in(Path directory) throws IOException {
        Path file = directory.resolve("cleared-orders");
        return new ClearedOrders(
                file, Files.exists(file) ? new LinkedHashSet<>(Files.readAllLines(file)) : new LinkedHashSet<>());
    }

    synchronized Set<String> ids() {
        return Set.copyOf(ids);
    }

    /**
     * Adds one.
     *
     * @param shown ids that the line shows, cleared or not; the others are forgotten, so that the file stays small
     */
    synchronized void add(String id, Set<String> shown) throws IOException {
        Set<String> changed = new LinkedHashSet<>(ids);
        changed.retainAll(shown);
        changed.add(id);
        PrivateFiles.write(file, (String.join("\n", changed) + "\n").getBytes(StandardCharsets.UTF_8));
        ids = changed;
    }
}
