package dev.mortise.controller.actor;

import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.RecoveryFailed;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.SignalHandler;
import akka.persistence.typed.javadsl.SignalHandlerBuilder;
import java.io.NotSerializableException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Folds a journal, and ends its replay at the first event that is missing or cannot have happened: Akka's own replay notices
 * neither, and what is known of a rack or a cell would silently be something else than what happened.
 */
final class Replay<S, E> implements EventHandler<S, E> {

    /** The journal is not what was written. */
    private static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }

        Damaged(String message, Exception cause) {
            super(message, cause);
        }
    }

    private final S empty;
    private final LongSupplier number;
    private final BiFunction<S, E, S> fold;
    private final BiFunction<S, E, Optional<String>> contradiction;
    private boolean replaying = true;
    private boolean begun;
    private long expected;

    /**
     * For one life of an actor.
     *
     * @param empty before the first event
     * @param number of the event that is being replayed
     * @param contradiction what of an event cannot have happened to a state
     */
    Replay(S empty, LongSupplier number, BiFunction<S, E, S> fold, BiFunction<S, E, Optional<String>> contradiction) {
        this.empty = empty;
        this.number = number;
        this.fold = fold;
        this.contradiction = contradiction;
    }

    @Override
    public S apply(S state, E event) {
        return replaying ? replay(state, event) : fold.apply(state, event);
    }

    private S replay(S state, E event) {
        long here = number.getAsLong();
        if (!begun) {
            begun = true;
            // behind a snapshot, where it goes on is looked up when the store is opened (Store.lost)
            expected = state.equals(empty) ? 1 : here;
        }
        if (here != expected) {
            throw new Damaged(
                    here == expected + 1
                            ? "event " + expected + " is missing"
                            : "events " + expected + " to " + (here - 1) + " are missing");
        }
        expected = here + 1;
        try {
            Optional<String> wrong = contradiction.apply(state, event);
            if (wrong.isPresent()) {
                throw new Damaged(place(here, event) + wrong.orElseThrow());
            }
            return fold.apply(state, event);
        } catch (ClassCastException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
            throw new Damaged(place(here, event) + "does not apply: " + e.getMessage(), e);
        }
    }

    private static String place(long number, Object event) {
        return "event " + number + " (" + event.getClass().getSimpleName() + "): ";
    }

    /** Told once: what the journal came to, or why it is damaged; neither when the store failed. */
    SignalHandler<S> signals(SignalHandlerBuilder<S> builder, Consumer<S> recovered, Consumer<String> damaged) {
        return builder.onSignal(RecoveryCompleted.instance(), state -> {
                    completed();
                    recovered.accept(state);
                })
                .onSignal(
                        RecoveryFailed.class,
                        (state, failed) -> damage(failed.getFailure()).ifPresent(damaged))
                .build();
    }

    void completed() {
        replaying = false;
    }

    /**
     * What is wrong with the journal, where it is that which ended a replay; empty where its store failed. An event that
     * cannot be read is found ahead of those that were folded: which one it is, the doctor says.
     */
    Optional<String> damage(Throwable failure) {
        if (failure instanceof Damaged) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
        return failure instanceof NotSerializableException
                ? Optional.of("an event cannot be read: " + failure.getMessage())
                : Optional.empty();
    }
}
