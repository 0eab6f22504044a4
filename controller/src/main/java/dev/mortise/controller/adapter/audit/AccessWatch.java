package dev.mortise.controller.adapter.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users and trust lists are files, and whoever may write them, with {@code mortise user} or an editor, asks no door. So the
 * files are looked at, and what became other is in the trail: who may come in, not who let them in.
 */
public final class AccessWatch implements AutoCloseable {

    /** Whom the trail names: the files, since nobody else is known. */
    public static final String FILES = "files";

    /** Sooner than somebody who was let in just now has done much. */
    private static final long PERIOD_MILLIS = 1_000;

    private static final int DIGEST_CHARACTERS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(AccessWatch.class);

    private final Facts facts;
    private final Audit audit;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "access-watch");
        made.setDaemon(true);
        return made;
    });
    private Optional<Map<String, String>> seen = Optional.empty();
    private String trouble = "";

    /** What the files say now. */
    public interface Facts {

        /**
         * Of each user and each certificate what it may; nothing that is secret.
         *
         * @throws IOException when the files cannot be read, or are being written
         */
        Map<String, String> read() throws IOException;
    }

    AccessWatch(Facts facts, Audit audit) {
        this.facts = facts;
        this.audit = audit;
    }

    /** Notes how it stands, and what changes from then on. */
    public static AccessWatch begin(Facts facts, Audit audit) {
        AccessWatch watch = new AccessWatch(facts, audit);
        watch.look();
        ScheduledFuture<?> unusedUntilTheThreadEnds =
                watch.thread.scheduleWithFixedDelay(watch::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    /** What cannot be read says nothing: what it says next is compared with what it said last. */
    synchronized void look() {
        try {
            Map<String, String> now = facts.read();
            seen.map(before -> changes(before, now))
                    .orElseGet(() -> List.of(standing(now)))
                    .forEach(audit::note);
            seen = Optional.of(now);
            trouble = "";
        } catch (IOException | RuntimeException e) {
            String why = "who may come in cannot be looked up for the audit trail: " + e.getMessage();
            if (!why.equals(trouble)) {
                LOG.warn(why);
            }
            trouble = why;
        }
    }

    /** Of two starts with the same digest nothing changed between them. */
    static Deed standing(Map<String, String> now) {
        return new Deed(FILES, FILES, "access", "", now.size() + " users and certificates, digest " + digest(now));
    }

    static List<Deed> changes(Map<String, String> before, Map<String, String> now) {
        List<Deed> changes = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        for (String subject : all) {
            Optional<String> was = Optional.ofNullable(before.get(subject));
            Optional<String> is = Optional.ofNullable(now.get(subject));
            if (!was.equals(is)) {
                String act = was.isEmpty() ? "access-added" : is.isEmpty() ? "access-removed" : "access-changed";
                changes.add(
                        new Deed(FILES, FILES, act, subject, is.or(() -> was).orElse("")));
            }
        }
        return changes;
    }

    private static String digest(Map<String, String> facts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(new TreeMap<>(facts).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
