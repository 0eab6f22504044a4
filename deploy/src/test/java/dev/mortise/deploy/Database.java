package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A PostgreSQL server of a test's own (deploy/database); gone with it. */
final class Database implements AutoCloseable {

    private final Path directory;
    private final String port;

    Database() throws IOException {
        List<String> made = script("new").lines().toList();
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
        try (Connection connection = DriverManager.getConnection(
                        url(),
                        "mortise",
                        Files.readString(directory.resolve("password")).strip());
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /** At once, as a crash. */
    void stop() throws IOException {
        script("stop", directory.toString());
    }

    void start() throws IOException {
        script("start", directory.toString());
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

    private static String script(String... arguments) throws IOException {
        ProcessBuilder command = new ProcessBuilder();
        command.command().add(Product.repository().resolve("deploy/database").toString());
        command.command().addAll(List.of(arguments));
        Ran ran = Ran.of(command);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        return ran.output();
    }
}
