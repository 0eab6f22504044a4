package dev.mortise.controller.simulation;

import akka.dispatch.Futures;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/** A journal plug-in on the simulated disk: writes take time, and fail when the run says so. Made by Akka. */
public final class SimulatedJournal extends AsyncWriteJournal {

    /** The disks of lives under way, by the key of the life. */
    static final Map<String, Disk> DISKS = new ConcurrentHashMap<>();

    private final Disk disk;

    /** As Akka calls it. */
    public SimulatedJournal(Config config) {
        String key = context().system().settings().config().getString("simulation.life");
        disk = Optional.ofNullable(DISKS.get(key)).orElseThrow();
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        List<PersistentRepr> events = new ArrayList<>();
        List<Optional<Exception>> accepted = new ArrayList<>();
        for (AtomicWrite message : messages) {
            events.addAll(CollectionConverters.asJava(message.payload()));
            accepted.add(Optional.empty());
        }
        Kernel kernel = disk.kernel();
        return disk.write(15, () -> {
            if (disk.fails()) {
                kernel.note("a write fails");
                throw new Disk.Refused("disk full");
            }
            disk.store().write(events);
            events.forEach(event -> kernel.note(
                    "stored " + event.persistenceId() + " " + event.sequenceNr() + " "
                            + event.payload().getClass().getSimpleName(),
                    event.payload().toString()));
            return accepted;
        });
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long to) {
        return Futures.failed(new UnsupportedOperationException("nothing is ever deleted"));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long most, Consumer<PersistentRepr> replay) {
        return disk.read(15, () -> disk.store().read(persistenceId, from, to, most), events -> events.forEach(replay));
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return disk.carryOut(15, () -> disk.store().highest(persistenceId));
    }
}
