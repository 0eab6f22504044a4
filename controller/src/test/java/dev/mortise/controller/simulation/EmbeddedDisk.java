package dev.mortise.controller.simulation;

import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** A store in the controller's own process: what it was about to do ends with the process. */
record EmbeddedDisk(Store store, Kernel kernel, Kernel.Life life, DoubleSupplier failingShare) implements Disk {

    @Override
    public boolean fails() {
        return kernel.happens(failingShare.getAsDouble());
    }

    @Override
    public <T> Future<T> carryOut(int longestMillis, Supplier<T> work) {
        Promise<T> done = akka.dispatch.Futures.promise();
        life.after(kernel.between(1, longestMillis), () -> {
            try {
                done.success(work.get());
            } catch (Refused e) {
                done.failure(e);
            }
        });
        return done.future();
    }

    @Override
    public <T> Future<Void> read(int longestMillis, Supplier<T> work, Consumer<T> hears) {
        return carryOut(longestMillis, () -> {
            hears.accept(work.get());
            return null;
        });
    }

    @Override
    public <T> Future<T> write(int longestMillis, Supplier<T> work) {
        return carryOut(longestMillis, work);
    }
}
