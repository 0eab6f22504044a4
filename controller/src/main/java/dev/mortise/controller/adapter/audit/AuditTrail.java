package dev.mortise.controller.adapter.audit;

import dev.mortise.controller.adapter.access.PrivateFiles;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of what people did, one line each, every line held by the next. One thread writes; nobody waits for it. */
public final class AuditTrail implements Audit, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    /** People do a few things a minute; a disk that does not answer for this many has been broken for long. */
    private static final int WAITING_MAX = 1_000;

    /** Between a deed and its line on the disk. */
    private static final long PERIOD_MILLIS = 100;

    private static final long CLOSE_SECONDS = 2;

    private final Path file;
    private final Time clock;
    private final Queue<Noted> waiting = new ArrayDeque<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "audit");
        made.setDaemon(true);
        return made;
    });
    private final Heads heads;
    private Chain chain;
    private long size;
    private volatile String trouble = "";

    private record Noted(Instant at, Deed deed) {}

    private AuditTrail(Path file, Time clock, Heads heads, Chain chain, long size) {
        this.file = file;
        this.clock = clock;
        this.heads = heads;
        this.chain = chain;
        this.size = size;
    }

    /**
     * Goes on with a file, or begins one. A last line that a crash cut short is taken off.
     *
     * @throws IOException when it cannot be read, its lines do not follow from each other, or it does not go through the head
     *     that was told last; the message says which
     */
    public static AuditTrail open(Path file, Time clock) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.write(file, new byte[0]);
        }
        long size = whole(file);
        Path directory = file.toAbsolutePath().getParent();
        Heads heads = Heads.in(directory == null ? file : directory, clock);
        Chain.Examined examined = examined(file, heads);
        LOG.info(
                "the audit trail goes on after line {}: {}",
                examined.sound().lines(),
                examined.sound().head());
        heads.tell(examined.sound());
        AuditTrail trail = new AuditTrail(file, clock, heads, examined.sound(), size);
        ScheduledFuture<?> unusedUntilTheThreadEnds =
                trail.thread.scheduleWithFixedDelay(trail::write, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return trail;
    }

    private static Chain.Examined examined(Path file, Heads heads) throws IOException {
        Map<Long, String> told = new HashMap<>();
        heads.newest().ifPresent(head -> told.put(head.line(), ""));
        Chain.Examined examined =
                Chain.examine(file, chain -> told.computeIfPresent(chain.lines(), (line, none) -> chain.head()));
        Optional<String> fault = examined.fault()
                .or(() -> heads.newest()
                        .flatMap(head -> HeadsCheck.fault(head, told, examined.sound()))
                        .map(why -> file + ": " + why));
        if (fault.isPresent()) {
            throw new IOException(
                    fault.orElseThrow()
                            + "; somebody or something changed the audit trail: move it and audit-heads.jsonl away and keep both");
        }
        return examined;
    }

    @Override
    public void note(Deed deed) {
        synchronized (waiting) {
            if (waiting.size() < WAITING_MAX) {
                waiting.add(new Noted(clock.instant(), deed));
                return;
            }
        }
        trouble = "the audit trail " + file + " has not been written for " + WAITING_MAX + " deeds";
        LOG.error("{}; not kept: {}", trouble, deed);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.of(trouble).filter(text -> !text.isEmpty());
    }

    private synchronized void write() {
        List<Noted> all;
        synchronized (waiting) {
            all = new ArrayList<>(waiting);
        }
        if (all.isEmpty() && trouble.isEmpty()) {
            heads.follow(chain);
            return;
        }
        StringBuilder text = new StringBuilder();
        Chain next = chain;
        for (Noted noted : all) {
            String line = next.line(noted.at(), noted.deed());
            text.append(line).append('\n');
            next = next.with(line).orElse(next);
        }
        if (!written(text.toString())) {
            return;
        }
        chain = next;
        synchronized (waiting) {
            for (int i = 0; i < all.size(); i++) {
                waiting.remove();
            }
        }
        heads.follow(chain);
    }

    /** Whether it is on the disk now. */
    private boolean written(String text) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            long end = size + bytes.remaining();
            for (long at = size; bytes.hasRemaining(); at = end - bytes.remaining()) {
                channel.write(bytes, at);
            }
            channel.force(false);
            size = end;
            trouble = "";
            return true;
        } catch (IOException | RuntimeException e) {
            String why = "the audit trail " + file + " cannot be written: " + e;
            if (!why.equals(trouble)) {
                LOG.error("{}; it is tried again", why);
            }
            trouble = why;
            return false;
        }
    }

    private synchronized void tellHead() {
        heads.tell(chain);
    }

    /** Takes off what a crash left of a last line; gives the length of the rest. */
    static long whole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (end > 0) {
                channel.read(one.clear(), end - 1);
                if (one.get(0) == '\n') {
                    break;
                }
                end--;
            }
            if (end < channel.size()) {
                LOG.warn("the last line of {} was cut short and is taken off", file);
                channel.truncate(end);
            }
            return end;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the audit trail did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
        tellHead();
        LOG.info("the audit trail ends with line {}: {}", chain.lines(), chain.head());
    }
}
