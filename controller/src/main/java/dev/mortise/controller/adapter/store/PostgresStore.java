package dev.mortise.controller.adapter.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletionStage;

/**
 * The store in a PostgreSQL database, which belongs to one line. A lease in it says which controller may write; the journal
 * refuses the events of any other.
 */
public final class PostgresStore extends Store {

    /** Of the schema; stores of later versions are refused, earlier ones are migrated. */
    private static final int SCHEMA_VERSION = 3;

    /** Seconds; below what is left of a lease after a renewal was due, so that a silent server costs one renewal, not all. */
    private static final String ANSWER_WITHIN = "2";

    /** Of a table of millions in its order: a server may have to sort it first. */
    private static final Duration READ_WITHIN = Duration.ofMinutes(5);

    /** Any number; of two controllers that find an empty database one makes the tables. */
    private static final long MIGRATION_LOCK = 760_001;

    private final Login login;
    private final Lease lease;

    private PostgresStore(Login login, Lease lease) {
        this.login = login;
        this.lease = lease;
    }

    /** How to get in. */
    private record Login(String url, String user, String password) {
        Connection connect() throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("ApplicationName", "mortise");
            properties.setProperty("connectTimeout", ANSWER_WITHIN);
            properties.setProperty("loginTimeout", ANSWER_WITHIN);
            properties.setProperty("socketTimeout", ANSWER_WITHIN);
            properties.setProperty("options", "-c synchronous_commit=on");
            return DriverManager.getConnection(url, properties);
        }

        @Override
        public String toString() {
            return url; // a password is for nobody's eyes
        }
    }

    /**
     * Connects, makes or migrates the tables, takes the lease.
     *
     * @param passwordFile holds nothing but the password; absent where the server asks for none
     */
    public static PostgresStore open(String url, String user, Optional<Path> passwordFile) throws Unusable {
        Login login = new Login(url, user, password(passwordFile));
        try {
            migrate(login);
            return new PostgresStore(login, Lease.take(new PostgresLease(login::connect), me(), url));
        } catch (SQLException | IOException e) {
            throw new Unusable("cannot open the store in " + url + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #open}, and makes no tables. */
    public static PostgresStore openExisting(String url, String user, Optional<Path> passwordFile) throws Unusable {
        try (Connection connection = new Login(url, user, password(passwordFile)).connect();
                Statement statement = connection.createStatement()) {
            if (version(statement) == 0) {
                throw new Unusable("there is no store in " + url);
            }
        } catch (SQLException e) {
            throw new Unusable("cannot open the store in " + url + ": " + e.getMessage(), e);
        }
        return open(url, user, passwordFile);
    }

    private static String password(Optional<Path> file) throws Unusable {
        try {
            return file.isEmpty() ? "" : Files.readString(file.orElseThrow()).strip();
        } catch (IOException e) {
            throw new Unusable(
                    "cannot read the password in " + file.orElseThrow() + " (store.postgresql.password_file): " + e, e);
        }
    }

    private static String me() {
        String process = "process " + ProcessHandle.current().pid();
        try {
            return process + " on " + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return process;
        }
    }

    private static void migrate(Login login) throws SQLException, IOException, Unusable {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
            int version = version(statement);
            if (version > SCHEMA_VERSION) {
                throw newer(login.url(), version, SCHEMA_VERSION);
            }
            if (version < 1) {
                statement.execute(script("postgresql-1.sql"));
                statement.execute("CREATE TABLE mortise_schema (version INTEGER NOT NULL)");
                statement.execute("INSERT INTO mortise_schema VALUES (1)");
            }
            for (int next = Math.max(version, 1) + 1; next <= SCHEMA_VERSION; next++) {
                statement.execute(script("postgresql-" + next + ".sql"));
            }
            if (version < SCHEMA_VERSION) {
                statement.execute("UPDATE mortise_schema SET version = " + SCHEMA_VERSION);
            }
            connection.commit();
        }
    }

    /** Of the schema that is there; 0 when none is. */
    private static int version(Statement statement) throws SQLException {
        try (ResultSet there = statement.executeQuery("SELECT to_regclass('mortise_schema') IS NOT NULL")) {
            if (!there.next() || !there.getBoolean(1)) {
                return 0;
            }
        }
        try (ResultSet version = statement.executeQuery("SELECT max(version) FROM mortise_schema")) {
            return version.next() ? version.getInt(1) : 0;
        }
    }

    @Override
    String place() {
        return login.url();
    }

    @Override
    Connection connect() throws SQLException {
        return login.connect();
    }

    @Override
    Connection connectToRead() throws SQLException {
        Connection connection = login.connect();
        connection.setNetworkTimeout(Runnable::run, (int) READ_WITHIN.toMillis());
        // outside a transaction the driver reads every row before it gives the first
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    List<String> damage(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet fsync = statement.executeQuery("SHOW fsync")) {
            return fsync.next() && fsync.getString(1).equals("off")
                    ? List.of("the server runs with fsync = off: a power cut loses events that were acknowledged")
                    : List.of();
        }
    }

    @Override
    Config connections() {
        return ConfigFactory.parseResources(Store.class, "postgresql.conf")
                .withFallback(ConfigValueFactory.fromMap(Map.of(
                                "url", login.url(),
                                "user", login.user(),
                                "password", login.password(),
                                "epoch", Long.toString(epoch())))
                        .atPath("mortise.store"));
    }

    long epoch() {
        return lease.epoch();
    }

    @Override
    public CompletionStage<String> whenLost() {
        return lease.whenLost();
    }

    @Override
    public void close() {
        lease.close();
    }
}
