package dev.mortise.controller.simulation;

import akka.dispatch.Futures;
import akka.persistence.SelectedSnapshot;
import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotSelectionCriteria;
import akka.persistence.snapshot.japi.SnapshotStore;
import com.typesafe.config.Config;
import java.util.Optional;
import scala.concurrent.Future;

/** Snapshots on the simulated disk: written after their events, so that a life may end between both. Made by Akka. */
public final class SimulatedSnapshots extends SnapshotStore {

    /** One in so many cannot be read; the events have to do. */
    private static final double UNREADABLE = 0.1;

    private final Disk disk;

    /** As Akka calls it. */
    public SimulatedSnapshots(Config config) {
        String key = context().system().settings().config().getString("simulation.life");
        disk = Optional.ofNullable(SimulatedJournal.DISKS.get(key)).orElseThrow();
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        Kernel kernel = disk.kernel();
        return disk.carryOut(15, () -> {
            if (kernel.happens(UNREADABLE)) {
                kernel.note("a snapshot of " + persistenceId + " cannot be read");
                throw new Disk.Refused("damaged");
            }
            return disk.store()
                    .snapshot(persistenceId, criteria.maxSequenceNr())
                    .map(found -> new SelectedSnapshot(
                            new SnapshotMetadata(persistenceId, found.getKey(), 0L), found.getValue()));
        });
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object state) {
        Kernel kernel = disk.kernel();
        return disk.write(60, () -> {
            if (disk.fails()) {
                throw new Disk.Refused("disk full");
            }
            disk.store().snapshot(metadata.persistenceId(), metadata.sequenceNr(), state);
            kernel.note("snapshot " + metadata.persistenceId() + " " + metadata.sequenceNr());
            return null;
        });
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        disk.store().forgetSnapshots(metadata.persistenceId(), metadata.sequenceNr(), metadata.sequenceNr());
        return Futures.successful(null);
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        disk.store().forgetSnapshots(persistenceId, criteria.minSequenceNr(), criteria.maxSequenceNr());
        return Futures.successful(null);
    }
}
