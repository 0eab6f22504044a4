package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk with a file system of its own (ext4 in a loop device's image), whose power can fail: what has not been flushed to the image is
 * lost, as the page cache is with the machine. Needs root.
 */
final class PowerDisk implements AutoCloseable {

    /** So that the kernel writes nothing back by itself meanwhile, which it does every 5 s otherwise: the harder cut. */
    private static final String OPTIONS = "loop,commit=600";

    private final Path directory;
    private final Path mountPoint;
    private Path image;
    private int cuts;

    PowerDisk(Path directory, Path mountPoint, int mebibytes) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.mountPoint = Files.createDirectories(mountPoint);
        this.image = directory.resolve("disk-0.img");
        run("truncate", "-s", mebibytes + "M", image.toString());
        run("mkfs.ext4", "-q", "-F", image.toString());
        Ran mount = ran("mount", "-o", OPTIONS, image.toString(), mountPoint.toString());
        assumeTrue(mount.exitCode() == 0, "cannot mount a disk image: " + mount.output());
    }

    Path mountPoint() {
        return mountPoint;
    }

    /** The disk as a power cut at this instant leaves it. Those who wrote to it have to be dead. */
    Path afterACut() throws IOException {
        Path copy = directory.resolve("disk-" + ++cuts + ".img");
        run("cp", "--sparse=always", image.toString(), copy.toString());
        return copy;
    }

    /** Looks into what a cut left. */
    <T> T read(Path left, Reader<T> reader) throws IOException {
        Path there = Files.createTempDirectory(directory, "left");
        Path copy = directory.resolve("looked-at.img");
        run("cp", "--sparse=always", left.toString(), copy.toString());
        run("mount", "-o", OPTIONS, copy.toString(), there.toString());
        try {
            return reader.read(there);
        } finally {
            run("umount", there.toString());
            Files.delete(copy);
        }
    }

    /** Looks into a directory. */
    interface Reader<T> {
        T read(Path root) throws IOException;
    }

    /** The power is back: what a cut left is the disk from now on. */
    void boot(Path left) throws IOException {
        run("umount", mountPoint.toString());
        Files.delete(image);
        image = left;
        run("mount", "-o", OPTIONS, image.toString(), mountPoint.toString());
    }

    @Override
    public void close() throws IOException {
        run("umount", mountPoint.toString());
    }

    private static void run(String... command) throws IOException {
        Ran ran = ran(command);
        assertThat(ran.exitCode())
                .as(() -> List.of(command) + ": " + ran.output())
                .isZero();
    }

    private static Ran ran(String... command) throws IOException {
        return Ran.of(new ProcessBuilder(command));
    }
}
