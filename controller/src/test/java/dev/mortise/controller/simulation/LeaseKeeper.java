package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.lease.Candidacy;
import dev.mortise.controller.domain.lease.Tenure;
import dev.mortise.controller.domain.lease.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the product's Lease does with threads, on the kernel: one life that wants the lease, keeps it, and finds out that it is gone. */
final class LeaseKeeper {

    /** So much later than it is due comes a look on a busy machine. */
    static final int LATEST_LOOK_MILLIS = 200;

    private static final int LONGEST_ANSWER_MILLIS = 40;

    private interface Asking<T> {
        T ask() throws IOException;
    }

    private final World world;
    private final Kernel kernel;
    private final Database database;
    private final Kernel.Life life;
    private final Consumer<String> gone;
    private Optional<Tenure> tenure = Optional.empty();

    /** {@code gone} is told why it is over; whoever never got the lease is told, too. */
    LeaseKeeper(World world, Database database, Kernel.Life life, Consumer<String> gone) {
        this.world = world;
        this.kernel = world.kernel;
        this.database = database;
        this.life = life;
        this.gone = gone;
    }

    void competes(LongConsumer granted) {
        competes(Candidacy.NEW, granted);
    }

    private void competes(Candidacy candidacy, LongConsumer granted) {
        Duration asked = life.clock();
        ask(() -> database.take(life), epoch -> {
            if (epoch.isPresent()) {
                begins(epoch, asked, granted);
            } else {
                looksAtTheHolder(candidacy, granted);
            }
        });
    }

    private void begins(OptionalLong epoch, Duration asked, LongConsumer granted) {
        kernel.note(life.name() + " has the lease, epoch " + epoch.getAsLong());
        become(Tenure.granted(epoch.getAsLong(), asked));
        life.after(Terms.RENEW_EVERY, this::renews);
        looks();
        granted.accept(epoch.getAsLong());
    }

    private void looksAtTheHolder(Candidacy candidacy, LongConsumer granted) {
        ask(() -> database.lease().held(), held -> {
            Candidacy next = held.map(candidacy::sees).orElse(candidacy);
            next.refused().ifPresentOrElse(gone, () -> life.after(Terms.LOOK_EVERY, () -> competes(next, granted)));
        });
    }

    private void renews() {
        Duration asked = life.clock();
        database.ask(
                life,
                LONGEST_ANSWER_MILLIS,
                unchecked(() -> database.lease().renew(life.key)),
                renewed -> {
                    change(before -> renewed ? before.renewed(asked, life.clock()) : before.refused("another"));
                    life.after(Terms.RENEW_EVERY, this::renews);
                },
                silence -> life.after(Terms.RENEW_EVERY, this::renews));
    }

    private void looks() {
        if (world.bug != Bug.HOLDER_DOES_NOT_LOOK) {
            change(before -> before.at(life.clock()));
            life.after(Terms.LOOK_EVERY.plus(kernel.between(0, LATEST_LOOK_MILLIS)), this::looks);
        }
    }

    private void change(UnaryOperator<Tenure> change) {
        tenure.map(change).ifPresent(this::become);
    }

    private void become(Tenure next) {
        tenure = Optional.of(next);
        if (next.ended().isPresent()) {
            gone.accept(next.ended().orElseThrow());
        } else {
            world.tenures.holds(life, next);
        }
    }

    private <T> void ask(Asking<T> work, Consumer<T> answer) {
        database.ask(life, LONGEST_ANSWER_MILLIS, unchecked(work), answer, gone);
    }

    private static <T> Supplier<T> unchecked(Asking<T> work) {
        return () -> {
            try {
                return work.ask();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
