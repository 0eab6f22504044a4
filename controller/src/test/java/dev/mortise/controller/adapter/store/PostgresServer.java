package dev.mortise.controller.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server of the tests' own (deploy/database), with as many empty databases as they like. */
public final class PostgresServer implements AutoCloseable {

    /** The role that owns every database. */
    public static final String USER = "mortise";

    private final Path directory;
    private final String port;
    private int databases;

    /** Installs it where that is needed and allowed, and starts it. */
    public PostgresServer() throws IOException {
        List<String> made = script("new").lines().toList();
        directory = Path.of(made.get(0));
        port = made.get(1);
    }

    /** The URL of an empty database. */
    public String database() throws SQLException, IOException {
        databases++;
        String name = "line" + databases;
        try (Connection connection = connection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Holds the password of {@link #USER}. */
    public Optional<Path> passwordFile() {
        return Optional.of(directory.resolve("password"));
    }

    /** As somebody with a database tool. */
    public Connection connection(String url) throws SQLException, IOException {
        return DriverManager.getConnection(
                url, USER, Files.readString(directory.resolve("password")).strip());
    }

    void freeze() throws IOException {
        script("freeze", directory.toString());
    }

    void thaw() throws IOException {
        script("thaw", directory.toString());
    }

    @Override
    public void close() throws IOException {
        script("remove", directory.toString());
    }

    private static String script(String... arguments) throws IOException {
        Path output = Files.createTempFile("database", ".out");
        try {
            // into a file: a server keeps the pipe that it was born with
            Process process = new ProcessBuilder()
                    .command(Stream.concat(Stream.of("../deploy/database"), Arrays.stream(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exitCode = process.waitFor();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(exitCode).as(text).isZero();
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }
}
