package dev.mortise.controller.simulation;

import dev.mortise.controller.adapter.store.SimulatedLease;
import dev.mortise.controller.port.LeaseTable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/**
 * A store that several controllers share, behind a network: a request arrives later, even when its sender is dead or sleeps by
 * then; an answer may be lost after the work was done. In front of the journals stands the fence of the lease.
 */
final class Database {

    /** A client gives up on an answer after so long, as the product's connections do. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The client has given up, and another may have taken over: the database does it all the same, or its fence refuses. */
    private static final long LATEST_MILLIS = 6_000;

    private final World world;
    private final Kernel kernel;
    private final Store store;
    private final DoubleSupplier failingShare;
    private final SimulatedLease lease;
    private double lateShare;
    private final Set<String> cutOff = new HashSet<>();
    private String holder = "";

    Database(World world, Store store, DoubleSupplier failingShare, double lateShare) {
        this.world = world;
        this.kernel = world.kernel;
        this.store = store;
        this.failingShare = failingShare;
        this.lateShare = lateShare;
        this.lease = new SimulatedLease(kernel::elapsed);
    }

    /** The network between one life and the database is gone for a while. */
    void cutOff(Kernel.Life life, Duration length) {
        kernel.note(life.name() + " is cut off from the database");
        cutOff.add(life.key);
        kernel.after(length, () -> cutOff.remove(life.key));
    }

    /** It answers everybody, and in time, from now on. */
    void mend() {
        cutOff.clear();
        lateShare = 0;
    }

    /** One request and its answer; {@code silence} when none comes in time, and whether it was done then nobody knows. */
    <T> void ask(Kernel.Life life, int longestMillis, Supplier<T> work, Consumer<T> answer, Consumer<String> silence) {
        Duration there = late().orElse(kernel.between(1, longestMillis));
        Duration back = late().orElse(kernel.between(0, 5));
        if (cutOff.contains(life.key)) {
            life.after(PATIENCE, () -> silence.accept("no answer from the database"));
            return;
        }
        boolean inTime = there.plus(back).compareTo(PATIENCE) < 0;
        if (!inTime) {
            life.after(PATIENCE, () -> silence.accept("no answer from the database"));
        }
        kernel.after(there, () -> {
            Runnable heard = done(work, answer, silence);
            if (inTime && cutOff.contains(life.key)) {
                life.after(PATIENCE, () -> silence.accept("no answer from the database"));
            } else if (inTime) {
                life.after(back, heard);
            }
        });
    }

    private static <T> Runnable done(Supplier<T> work, Consumer<T> answer, Consumer<String> silence) {
        try {
            T done = work.get();
            return () -> answer.accept(done);
        } catch (Disk.Refused e) {
            return () -> silence.accept(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Duration> late() {
        return kernel.happens(lateShare) ? Optional.of(kernel.between(5, LATEST_MILLIS)) : Optional.empty();
    }

    /** What the lease's row says, asked by the holder or by one who wants to be. */
    LeaseTable lease() {
        return lease;
    }

    OptionalLong take(Kernel.Life life) {
        if (world.bug == Bug.LEASE_IS_GRANTED_TWICE && kernel.happens(0.2)) {
            lease.release(holder);
        }
        OptionalLong epoch = lease.take(life.key, life.name());
        if (epoch.isPresent()) {
            holder = life.key;
        }
        return epoch.isPresent() && world.bug == Bug.LEASE_KEEPS_ITS_EPOCH ? OptionalLong.of(1) : epoch;
    }

    /** The journals as the holder of an epoch sees them. */
    Disk disk(Kernel.Life life, long epoch) {
        return new Journals(life, epoch);
    }

    private final class Journals implements Disk {
        private final Kernel.Life life;
        private final long epoch;

        Journals(Kernel.Life life, long epoch) {
            this.life = life;
            this.epoch = epoch;
        }

        @Override
        public Store store() {
            return store;
        }

        @Override
        public Kernel kernel() {
            return kernel;
        }

        @Override
        public boolean fails() {
            return kernel.happens(failingShare.getAsDouble());
        }

        @Override
        public <T> Future<T> carryOut(int longestMillis, Supplier<T> work) {
            Promise<T> done = akka.dispatch.Futures.promise();
            ask(life, longestMillis, work, done::success, why -> done.failure(new Refused(why)));
            return done.future();
        }

        @Override
        public <T> Future<Void> read(int longestMillis, Supplier<T> work, Consumer<T> hears) {
            Promise<Void> done = akka.dispatch.Futures.promise();
            Consumer<T> heard = result -> {
                hears.accept(result);
                done.success(null);
            };
            ask(life, longestMillis, work, heard, why -> done.failure(new Refused(why)));
            return done.future();
        }

        @Override
        public <T> Future<T> write(int longestMillis, Supplier<T> work) {
            return carryOut(longestMillis, () -> {
                if (!lease.admits(epoch) && world.bug != Bug.STORE_HAS_NO_FENCE) {
                    kernel.note("the fence refuses " + life.name());
                    throw new Refused("epoch " + epoch + " is not the epoch of the lease");
                }
                world.writes(epoch, life);
                try {
                    return work.get();
                } catch (IllegalStateException e) {
                    kernel.note("the primary key refuses " + life.name(), String.valueOf(e.getMessage()));
                    throw new Refused("primary key");
                }
            });
        }
    }
}
