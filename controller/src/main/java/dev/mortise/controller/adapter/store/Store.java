package dev.mortise.controller.adapter.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Where events are kept, opened by one controller at a time. Two kinds, one journal plug-in, one set of tests: they differ in
 * their schema script and in who is told that the store is taken.
 */
public abstract sealed class Store implements AutoCloseable permits EmbeddedStore, PostgresStore {

    /** The store cannot be used; the message says why and what would help. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unusable(String message) {
            super(message);
        }

        Unusable(String message, Exception cause) {
            super(message, cause);
        }
    }

    /** For people: which store this is. */
    abstract String place();

    abstract Connection connect() throws SQLException;

    /** For a look through all of it, which takes its time. */
    Connection connectToRead() throws SQLException {
        return connect();
    }

    /**
     * What is known to be missing of journals before anybody reads them, by persistence id: half a sentence each.
     *
     * @throws Unusable when it cannot be asked
     */
    public final Map<String, String> missingEvents() throws Unusable {
        try (Connection connection = connect()) {
            return MissingEvents.aroundSnapshots(connection);
        } catch (SQLException e) {
            throw new Unusable("cannot read the store in " + place() + ": " + e.getMessage(), e);
        }
    }

    /** What the database itself says of its damage; one sentence each. */
    abstract List<String> damage(Connection connection) throws SQLException;

    /** What differs between the kinds: profile, driver and connections. */
    abstract Config connections();

    /** Completes with the reason when this store was taken from its controller, which must end then. */
    public abstract CompletionStage<String> whenLost();

    @Override
    public abstract void close();

    /** Akka's configuration for this store; anything in {@code overrides} (HOCON) wins. */
    public final Config akka(String overrides) {
        return ConfigFactory.parseString(overrides)
                .withFallback(ConfigFactory.parseResources(Store.class, "store.conf"))
                .withFallback(connections())
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    static Unusable newer(String place, int version, int known) {
        return new Unusable(place + " has schema version " + version + ", this release knows up to " + known
                + "; use the release that wrote it, or a newer one");
    }

    static String script(String name) throws IOException {
        try (InputStream in = Store.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the controller jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
