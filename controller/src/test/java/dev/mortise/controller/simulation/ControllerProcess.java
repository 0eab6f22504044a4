package dev.mortise.controller.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A controller as a supervisor sees it: started, and started again a second after it ended. */
final class ControllerProcess {

    private static final Duration START_AGAIN = Duration.ofSeconds(1);

    /** How a life gets at its store: at once, or when it is its turn. */
    interface Store {
        void open(Kernel.Life life, Consumer<Disk> opened, Consumer<String> gone);
    }

    private final String name;
    private final Kernel kernel;
    private final double unequalClock;
    private final Store store;
    private final BiConsumer<Kernel.Life, Disk> begins;
    private final Consumer<Kernel.Life> ended;
    private Optional<Kernel.Life> life = Optional.empty();
    private int lives;

    /**
     * @param begins brings up the controller of a life that has its store
     * @param ended is told when a life is over
     */
    ControllerProcess(
            String name,
            Kernel kernel,
            double unequalClock,
            Store store,
            BiConsumer<Kernel.Life, Disk> begins,
            Consumer<Kernel.Life> ended) {
        this.name = name;
        this.kernel = kernel;
        this.unequalClock = unequalClock;
        this.store = store;
        this.begins = begins;
        this.ended = ended;
    }

    void starts() {
        lives++;
        double rate = unequalClock == 0 ? 1 : 1 + (kernel.chance.nextDouble() * 2 - 1) * unequalClock;
        Kernel.Life begun = kernel.begin(name + "." + lives, rate);
        life = Optional.of(begun);
        store.open(begun, disk -> begins.accept(begun, disk), why -> {
            kernel.note(begun.name() + " ends", why);
            ends(begun);
        });
    }

    /** Whether this is the process of that life; what is over is nobody's. */
    boolean runs(Kernel.Life one) {
        return life.filter(own -> own == one).isPresent();
    }

    /** The life of now. */
    Optional<Kernel.Life> life() {
        return life;
    }

    /** kill -9, or its own end: nothing of it runs any more. */
    void ends(Kernel.Life one) {
        if (runs(one)) {
            life = Optional.empty();
            one.end();
            ended.accept(one);
            kernel.after(START_AGAIN, this::starts);
        }
    }

    /** For good. */
    void closes() {
        life.ifPresent(own -> {
            own.end();
            ended.accept(own);
        });
        life = Optional.empty();
    }
}
