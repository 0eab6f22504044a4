package dev.mortise.controller.adapter.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The embedded store: one SQLite file, one process. A file lock beside it is the lease: a second controller on the same
 * store is refused.
 */
public final class EmbeddedStore extends Store {

    /** Of the schema; stores of later versions are refused, earlier ones are migrated. */
    private static final int SCHEMA_VERSION = 1;

    private final Path file;
    private final FileChannel lockFile;
    private final FileLock lock;

    private EmbeddedStore(Path file, FileChannel lockFile, FileLock lock) {
        this.file = file;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Opens the store in a directory, and makes none. */
    public static EmbeddedStore openExisting(Path directory) throws Unusable {
        if (!Files.exists(directory.resolve("mortise.db"))) {
            throw new Unusable("there is no store in " + directory);
        }
        return open(directory);
    }

    /** Opens or makes the store in a directory. */
    public static EmbeddedStore open(Path directory) throws Unusable {
        try {
            Files.createDirectories(directory);
            Path lockPath = directory.resolve("mortise.lock");
            FileChannel channel = FileChannel.open(
                    lockPath, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            EmbeddedStore store;
            try {
                store = new EmbeddedStore(
                        directory.resolve("mortise.db").toAbsolutePath(), channel, lock(directory, lockPath, channel));
            } catch (IOException | Unusable e) {
                channel.close();
                throw e;
            }
            try {
                store.migrate();
            } catch (IOException | SQLException | Unusable e) {
                store.close();
                throw e;
            }
            return store;
        } catch (IOException | SQLException e) {
            throw new Unusable("cannot open the store in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static FileLock lock(Path directory, Path lockPath, FileChannel channel) throws IOException, Unusable {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // the other one is in this very process
        }
        if (lock == null) {
            throw new Unusable(directory + " is in use by another controller (" + Files.readString(lockPath)
                    + "); stop it, or choose another store.directory");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(
                "process " + ProcessHandle.current().pid()));
        return lock;
    }

    Path file() {
        return file;
    }

    @Override
    String place() {
        return file.toString();
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Override
    List<String> damage(Connection connection) throws SQLException {
        List<String> damage = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet check = statement.executeQuery("PRAGMA integrity_check")) {
            while (check.next()) {
                if (!check.getString(1).equals("ok")) {
                    damage.add("the file itself is damaged: " + check.getString(1));
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet lost = statement.executeQuery(
                        "SELECT seq - (SELECT coalesce(max(ordering), 0) FROM event_journal) FROM sqlite_sequence"
                                + " WHERE name = 'event_journal'")) {
            if (lost.next() && lost.getLong(1) > 0) {
                damage.add("the last " + lost.getLong(1)
                        + " events that were written are not there; of which journals is not known");
            }
        }
        return damage;
    }

    @Override
    Config connections() {
        return ConfigFactory.parseResources(Store.class, "sqlite.conf")
                .withFallback(ConfigFactory.empty()
                        .withValue("mortise.store.file", ConfigValueFactory.fromAnyRef(file.toString())));
    }

    /** Never: the operating system keeps the lock as long as the process lives. */
    @Override
    public CompletionStage<String> whenLost() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void migrate() throws SQLException, IOException, Unusable {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet result = statement.executeQuery("PRAGMA user_version")) {
                version = result.getInt(1);
            }
            if (version > SCHEMA_VERSION) {
                throw newer(place(), version, SCHEMA_VERSION);
            }
            statement.execute("PRAGMA journal_mode=WAL");
            for (String sql : script("sqlite-1.sql").split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version=" + SCHEMA_VERSION);
        }
    }
}
