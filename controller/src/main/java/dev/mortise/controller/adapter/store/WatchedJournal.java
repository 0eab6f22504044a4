package dev.mortise.controller.adapter.store;

import akka.persistence.AtomicWrite;
import akka.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import com.typesafe.config.Config;
import scala.collection.immutable.Seq;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** The journal plug-in; notes when each write begins and ends. Made by Akka, which is told its name in store.conf. */
public final class WatchedJournal extends JdbcAsyncWriteJournal {

    private final Writes writes;

    public WatchedJournal(Config config) {
        super(config);
        this.writes = Writes.of(system());
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
        long write = writes.began();
        Future<Seq<Try<BoxedUnit>>> done = super.asyncWriteMessages(messages);
        done.onComplete(
                ended -> {
                    writes.ended(write);
                    return BoxedUnit.UNIT;
                },
                ec());
        return done;
    }
}
