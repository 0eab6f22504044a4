package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mortise warm} makes, and starts with and without it. */
@Tag("system")
class StartArchiveTest {

    /** What a class from the archive says in Java's log; those of Java's own archive say it without the end. */
    private static final String FROM_THE_ARCHIVE = "shared objects file (top)";

    /** A controller's start takes about ten thousand. */
    private static final long MANY_CLASSES = 5_000;

    @TempDir
    static Path shared;

    private static Path archive = Path.of("");

    @TempDir
    Path directory;

    /** By two at once, which is how it may go in a plant. */
    @BeforeAll
    static void made() throws IOException {
        Path archives = shared.resolve("archives");
        CompletableFuture<Ran> other = CompletableFuture.supplyAsync(() -> warm(archives));
        List<Ran> both = List.of(warm(archives), other.join());

        assertThat(both)
                .allSatisfy(ran -> assertThat(ran.exitCode()).as(ran.output()).isZero());
        assertThat(warm(archives).output()).startsWith("there is a start archive");
        try (Stream<Path> files = Files.list(archives)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).matches("start-[0-9-]+\\.jsa"));
            archive = all.get(0);
        }
    }

    @Test
    void aControllerTakesItsClassesFromTheArchive() throws IOException {
        assertThat(classesFrom(archivesWith(archive.getFileName().toString(), Files.readAllBytes(archive))))
                .isGreaterThan(MANY_CLASSES);
    }

    @Test
    void anArchiveThatIsCutOffIsNotTaken() throws IOException {
        byte[] bytes = Files.readAllBytes(archive);

        assertThat(classesFrom(archivesWith(archive.getFileName().toString(), Arrays.copyOf(bytes, bytes.length / 2))))
                .isZero();
    }

    @Test
    void anArchiveWithOneOtherByteIsNotTaken() throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;

        assertThat(classesFrom(archivesWith(archive.getFileName().toString(), bytes)))
                .isZero();
    }

    @Test
    void whatIsNoArchiveOfThisJavaIsRefusedByJavaAndTheControllerStartsAllTheSame() throws IOException {
        byte[] bytes = "no archive".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(directory.resolve("foreign"), bytes);
        String sum = Ran.of(new ProcessBuilder("cksum").redirectInput(file.toFile()))
                .output()
                .strip()
                .replace(' ', '-');
        String name = archive.getFileName().toString().replaceFirst("(start-\\d+-\\d+)-.*", "$1-" + sum + ".jsa");

        assertThat(classesFrom(archivesWith(name, bytes))).isZero();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsAnErrorOfWarmAndNotOfRun() throws IOException {
        Path nowhere = Files.writeString(directory.resolve("file"), "").resolve("archives");

        Ran ran = warm(nowhere);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.output()).contains("cannot write to " + nowhere);
        assertThat(classesFrom(nowhere)).isZero();
    }

    private Path archivesWith(String name, byte[] bytes) throws IOException {
        Path archives = Files.createDirectories(directory.resolve("archives"));
        Path file = Files.write(archives.resolve(name), bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        return archives;
    }

    /** How many classes a controller took from the archive until it was ready. */
    private long classesFrom(Path archives) throws IOException {
        Path log = directory.resolve("classes.log");
        try (Product product = Product.unpackedIn(directory).withJavaOptions("-Xlog:class+load:file=" + log)) {
            product.startController("mortise.yaml", Map.of("MORTISE_CACHE", archives.toString()));
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.endsWith(FROM_THE_ARCHIVE)).count();
        }
    }

    private static Ran warm(Path archives) {
        Path distribution = Path.of(System.getProperty("mortise.distribution", ""));
        try {
            return Ran.of(
                    new ProcessBuilder(distribution.resolve("bin/mortise").toString(), "warm"),
                    "MORTISE_CACHE",
                    archives.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
