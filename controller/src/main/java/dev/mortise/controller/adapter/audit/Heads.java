package dev.mortise.controller.adapter.audit;

import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code audit-heads.jsonl}: signed heads of the trail, one a line, for people to copy elsewhere; the log has each of
 * them, too. Lines of the trail are on the disk before a head says so. Not thread-safe.
 */
final class Heads {

    private static final Logger LOG = LoggerFactory.getLogger(Heads.class);

    /** A shift's acts. */
    static final long EACH_LINES = 100;

    /** As long as what somebody did may be taken back unseen, at worst. */
    static final Duration EACH = Duration.ofMinutes(10);

    private static final Set<StandardOpenOption> APPENDING =
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final Path file;
    private final Time clock;
    private final AuditKey key;
    private Optional<SignedHead> newest;
    private Duration told;
    private String trouble = "";

    private Heads(Path file, Time clock, AuditKey key, Optional<SignedHead> newest) {
        this.file = file;
        this.clock = clock;
        this.key = key;
        this.newest = newest;
        this.told = clock.uptime();
    }

    static Path file(Path directory) {
        return directory.resolve("audit-heads.jsonl");
    }

    /** Those of the trail in a directory; makes the key at the first start. */
    static Heads in(Path directory, Time clock) throws IOException {
        AuditKey key = AuditKey.readOrMake(directory);
        if (Files.exists(file(directory))) {
            long unusedLength = AuditTrail.whole(file(directory));
        }
        return new Heads(file(directory), clock, key, newest(file(directory), key.verifier()));
    }

    /** The last line that is a head of this key. */
    static Optional<SignedHead> newest(Path file, AuditKey.Verifier verifier) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        for (int i = lines.size() - 1; i >= 0; i--) {
            Optional<SignedHead> head = SignedHead.read(lines.get(i), verifier);
            if (head.isPresent()) {
                return head;
            }
        }
        return Optional.empty();
    }

    /** The one that was told last: the trail has to go through it. */
    Optional<SignedHead> newest() {
        return newest;
    }

    /** Tells the head when enough has been added, or long enough ago. */
    void follow(Chain chain) {
        long added = chain.lines() - newest.map(SignedHead::line).orElse(0L);
        boolean old = clock.uptime().minus(told).compareTo(EACH) >= 0;
        if (added >= EACH_LINES || (old && added > 0)) {
            tell(chain);
        }
    }

    /** Tells the head, unless it was told. */
    void tell(Chain chain) {
        if (chain.lines() == newest.map(SignedHead::line).orElse(0L)) {
            return;
        }
        // read with the head's own time: whoever sees its line on the disk sees the next ten minutes begun
        Duration now = clock.uptime();
        SignedHead head = SignedHead.of(chain, clock.instant(), key);
        try (FileChannel channel = FileChannel.open(
                file, APPENDING, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(head.text() + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            newest = Optional.of(head);
            told = now;
            trouble = "";
            LOG.info("audit head {}", head.text());
        } catch (IOException e) {
            String why = "the head of the audit trail cannot be written to " + file + ": " + e;
            if (!why.equals(trouble)) {
                LOG.warn("{}; it is tried again", why);
            }
            trouble = why;
        }
    }
}
