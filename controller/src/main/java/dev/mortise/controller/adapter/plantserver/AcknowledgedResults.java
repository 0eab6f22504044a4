package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.PrivateFiles;
import dev.mortise.controller.domain.rack.RackId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which results somebody has taken: a file a rack, a line a result: id, who, when. Evidence does not know of it. A file that
 * cannot be read counts as empty: to be told of a result again does no harm.
 */
final class AcknowledgedResults {

    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgedResults.class);

    private final Path directory;

    AcknowledgedResults(Path directory) {
        this.directory = directory;
    }

    /** Ids. */
    synchronized Set<String> of(RackId rack) {
        try {
            return lines(rack).stream().map(AcknowledgedResults::id).collect(Collectors.toSet());
        } catch (IOException e) {
            LOG.warn("which results of {} are acknowledged cannot be read: {}", rack, e.toString());
            return Set.of();
        }
    }

    /** Adds those that are not there; who came first stays. Ids are of this rack. */
    synchronized void add(RackId rack, Collection<String> ids, String by, Instant at) throws IOException {
        List<String> lines = new ArrayList<>(lines(rack));
        Set<String> known = lines.stream().map(AcknowledgedResults::id).collect(Collectors.toSet());
        ids.stream().filter(known::add).forEach(id -> lines.add(id + "\t" + by + "\t" + at));
        PrivateFiles.write(file(rack), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private List<String> lines(RackId rack) throws IOException {
        return ResultId.isSerial(rack.value()) && Files.exists(file(rack)) ? Files.readAllLines(file(rack)) : List.of();
    }

    private Path file(RackId rack) {
        return directory.resolve(rack.value());
    }

    private static String id(String line) {
        return line.substring(0, line.contains("\t") ? line.indexOf('\t') : line.length());
    }
}
