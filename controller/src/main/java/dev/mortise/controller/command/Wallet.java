package dev.mortise.controller.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Tokens of the person at this terminal: a file for each controller, which only that person reads. The first line is the
 * address, so that a token goes to nobody else; the second is the token.
 */
final class Wallet {

    private final Path directory;

    Wallet(Path directory) {
        this.directory = directory;
    }

    /** Below {@code XDG_CONFIG_HOME}, or {@code .config} of the home directory. */
    static Wallet ofThisPerson() {
        Path config = Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".config"));
        return new Wallet(config.resolve("mortise"));
    }

    Optional<String> token(String url) throws IOException {
        if (!Files.exists(file(url))) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file(url));
        return lines.size() == 2 && lines.get(0).equals(url) ? Optional.of(lines.get(1)) : Optional.empty();
    }

    Path keep(String url, String token) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path beside = Files.createTempFile(directory, ".new", ""); // made for its owner alone
        try {
            Files.write(beside, List.of(url, token));
            Files.move(beside, file(url), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        return file(url);
    }

    void forget(String url) throws IOException {
        Files.deleteIfExists(file(url));
    }

    private Path file(String url) {
        return directory.resolve("session-" + url.replaceAll("[^A-Za-z0-9.]+", "-"));
    }
}
