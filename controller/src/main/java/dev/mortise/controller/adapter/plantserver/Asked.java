package dev.mortise.controller.adapter.plantserver;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what the line was asked: a client's call ends with its answer. */
final class Asked {

    private static final Logger LOG = LoggerFactory.getLogger(Asked.class);

    /** Above the desk's own patience of 5 s: it is the one to say that nobody answered. */
    private static final long ANSWER_SECONDS = 8;

    private Asked() {}

    /** The answer; empty when there was none in time. */
    static <T> Optional<T> await(CompletionStage<T> asked) {
        try {
            return Optional.of(asked.toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the line did not answer: {}", e.toString());
            return Optional.empty();
        }
    }
}
