package dev.mortise.controller.simulation;

import java.util.function.Consumer;
import java.util.function.Supplier;
import scala.concurrent.Future;

/** The store as one life of a controller sees it. */
interface Disk {

    /** The store does not do it, and says so. */
    @SuppressWarnings("serial") // never leaves the process
    final class Refused extends RuntimeException {
        Refused(String why) {
            super(why);
        }
    }

    Store store();

    Kernel kernel();

    /** Whether this write fails, as disks do. */
    boolean fails();

    /**
     * Something that the store does, after a while; fails where the work is refused, or where no answer comes.
     *
     * @param longestMillis how long it takes at most
     */
    <T> Future<T> carryOut(int longestMillis, Supplier<T> work);

    /** As {@link #carryOut}; {@code hears} what was read, if the life is there to hear it. */
    <T> Future<Void> read(int longestMillis, Supplier<T> work, Consumer<T> hears);

    /** As {@link #carryOut}, for what only the writer in charge may do. */
    <T> Future<T> write(int longestMillis, Supplier<T> work);
}
