package dev.mortise.controller.adapter.web;

import io.javalin.http.sse.SseClient;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One that listens. It is written to by one thread at a time, and keeps one picture for when that is done: the newest. However
 * slow it is, it costs no more memory than that, and nobody else waits for it.
 */
final class Page {

    private static final Logger LOG = LoggerFactory.getLogger(Page.class);

    private final SseClient client;
    private final BooleanSupplier stays;
    private final Executor writers;
    private final AtomicReference<String> newest = new AtomicReference<>("");
    private final AtomicBoolean ends = new AtomicBoolean();
    private final AtomicBoolean writing = new AtomicBoolean();

    /**
     * One that has just come.
     *
     * @param stays whether whoever opened it may still look on
     */
    Page(SseClient client, BooleanSupplier stays, Executor writers) {
        this.client = client;
        this.stays = stays;
        this.writers = writers;
    }

    /** Never waits: what was not yet written when a newer one comes is gone. */
    void show(String picture) {
        newest.set(picture);
        write();
    }

    /** Whether it can be forgotten. One whose session has ended is told so, behind whatever is being written to it. */
    boolean isGone() {
        if (!client.terminated() && !stays.getAsBoolean() && !ends.getAndSet(true)) {
            write();
        }
        return client.terminated();
    }

    void close() {
        client.close();
    }

    private void write() {
        if (writing.compareAndSet(false, true)) {
            try {
                writers.execute(this::writeAll);
            } catch (RejectedExecutionException e) {
                writing.set(false); // the next picture asks again
                LOG.debug("nobody is free to write, or the door is closing", e);
            }
        }
    }

    private boolean goesOn() {
        return !ends.get() && !client.terminated();
    }

    private void writeAll() {
        try {
            for (String text = newest.getAndSet(""); !text.isEmpty() && goesOn(); text = newest.getAndSet("")) {
                client.sendEvent("plant", text);
            }
            if (ends.get() && !client.terminated()) {
                client.sendEvent("ended", "the session has ended");
                client.close();
            }
        } catch (RuntimeException e) {
            LOG.warn("writing to a page failed; it asks again", e);
            client.close();
        } finally {
            writing.set(false);
        }
        if (!client.terminated() && (ends.get() || !"".equals(newest.get()))) {
            write();
        }
    }
}
