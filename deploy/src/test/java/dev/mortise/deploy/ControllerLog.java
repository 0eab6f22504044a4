package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What a product's controller logs: a client that was refused says little, and one that nobody listens to says the same. */
final class ControllerLog {

    private final Path directory;

    /** Of the product in this directory. */
    ControllerLog(Path directory) {
        this.directory = directory;
    }

    /** What every line says from these words on, the newest last. */
    List<String> from(Pattern words) {
        List<String> all = new ArrayList<>();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "mortise*.log")) {
            for (Path log : logs) {
                for (String line : Files.readAllLines(log)) {
                    words.matcher(line).results().forEach(found -> all.add(line.substring(found.start())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** That whoever comes is refused, and by the controller. */
    void assertRefused(String who, Pattern words, Supplier<String> comes) {
        int before = from(words).size();
        assertThat(comes.get()).as(who).startsWith("refused: ");
        Awaitility.await(who + ", by the controller")
                .atMost(Product.PATIENCE)
                .until(() -> from(words).size() > before);
    }
}
