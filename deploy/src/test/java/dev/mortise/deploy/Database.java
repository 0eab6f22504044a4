package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A PostgreSQL server of a test's own (deploy/database); gone with it. */
final class Database implements AutoCloseable {

    private final Path directory;
    private final String port;

    Database() throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Below a directory that everybody may enter: the server has a user of its own. */
    Database(Path below) throws IOException {
        List<String> made = made(below);
        directory = Path.of(made.get(0));
        port = made.get(1);
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** What stands in mortise.yaml below {@code store}. */
    String settings() {
        return "  postgresql:\n    url: " + url() + "\n    user: mortise\n    password_file: "
                + directory.resolve("password");
    }

    /** As its owner with a database tool. */
    void sql(String text) throws IOException, SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /** Rows of a table, or of part of it. */
    long count(String from) throws IOException, SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + from)) {
            assertThat(count.next()).isTrue();
            return count.getLong(1);
        }
    }

    private Connection connection() throws IOException, SQLException {
        return DriverManager.getConnection(
                url(),
                "mortise",
                Files.readString(directory.resolve("password")).strip());
    }

    /** At once, as a crash. */
    void stop() throws IOException {
        script("stop", directory.toString());
    }

    void start() throws IOException {
        script("start", directory.toString());
    }

    /** At once and all of it, with the power of its machine. */
    void kill() throws IOException {
        script("kill", directory.toString());
    }

    /** False when it does not start from what there is. */
    boolean starts() throws IOException {
        return ran(List.of("start", directory.toString())).exitCode() == 0;
    }

    /** It keeps its connections and answers none of them. */
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

    private static List<String> made(Path below) throws IOException {
        Ran ran = ran(List.of("new"), "TMPDIR", below.toString());
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return ran.output().lines().toList();
    }

    private static String script(String... arguments) throws IOException {
        Ran ran = ran(List.of(arguments));
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return ran.output();
    }

    private static Ran ran(List<String> arguments, String... environment) throws IOException {
        ProcessBuilder command = new ProcessBuilder();
        command.command().add(Product.repository().resolve("deploy/database").toString());
        command.command().addAll(arguments);
        return Ran.of(command, environment);
    }
}
