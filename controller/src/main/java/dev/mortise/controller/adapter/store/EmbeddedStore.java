package dev.mortise.controller.adapter.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.InputStream;
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

/**
 * The embedded store: one SQLite file, one process. A file lock beside it is the lease: a second controller on the same
 * store is refused.
 */
public final class EmbeddedStore implements AutoCloseable {

    /** Of the schema; journals of later versions are refused, earlier ones are migrated. */
    static final int SCHEMA_VERSION = 1;

    private final Path file;
    private final FileChannel lockFile;
    private final FileLock lock;

    private EmbeddedStore(Path file, FileChannel lockFile, FileLock lock) {
        this.file = file;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** The store cannot be used; the message says why and what would help. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }

        Unusable(String message, Exception cause) {
            super(message, cause);
        }
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

    /** Akka's configuration for this store; anything in {@code overrides} (HOCON) wins. */
    public Config akka(String overrides) {
        return ConfigFactory.parseString(overrides)
                .withFallback(ConfigFactory.parseResources(EmbeddedStore.class, "store.conf"))
                .withFallback(ConfigFactory.empty()
                        .withValue("mortise.store.file", ConfigValueFactory.fromAnyRef(file.toString())))
                .withFallback(ConfigFactory.load())
                .resolve();
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
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet result = statement.executeQuery("PRAGMA user_version")) {
                version = result.getInt(1);
            }
            if (version > SCHEMA_VERSION) {
                throw new Unusable(file + " has schema version " + version + ", this release knows up to "
                        + SCHEMA_VERSION + "; use the release that wrote it, or a newer one");
            }
            statement.execute("PRAGMA journal_mode=WAL");
            for (String sql : script().split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version=" + SCHEMA_VERSION);
        }
    }

    private static String script() throws IOException {
        try (InputStream in = EmbeddedStore.class.getResourceAsStream("sqlite-1.sql")) {
            if (in == null) {
                throw new IllegalStateException("sqlite-1.sql is missing from the controller jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
