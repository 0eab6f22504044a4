package dev.mortise.controller.fuzz;

import dev.mortise.controller.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files that people write. The first byte says which of the three it is. */
public final class FilesTarget {

    private static final List<String> NAMES = List.of("mortise.yaml", "plant.yaml", "nvl72.yaml");
    private static final Path DIRECTORY = directory();

    private FilesTarget() {}

    /** As Jazzer calls it. */
    public static void fuzzerInitialize() throws IOException {
        Quiet.please();
        for (byte[] seed : seeds()) { // makes the classes visible, which takes longer than an input
            fuzzerTestOneInput(seed);
        }
    }

    /** As Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Path file = DIRECTORY.resolve(NAMES.get(Math.floorMod(input[0], NAMES.size())));
        Files.write(file, Arrays.copyOfRange(input, 1, input.length));
        Configuration.validate(List.of(file));
    }

    /** Pieces of the shipped files: a whole one is too long to be changed at random. */
    static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            byte[] shipped = Files.readAllBytes(Path.of("src/main/dist/conf").resolve(NAMES.get(i)));
            for (int length :
                    new int[] {Math.min(400, shipped.length), Math.min(4_000, shipped.length), shipped.length}) {
                byte[] seed = new byte[length + 1];
                seed[0] = (byte) i;
                System.arraycopy(shipped, 0, seed, 1, length);
                seeds.add(seed);
            }
        }
        return seeds;
    }

    private static Path directory() {
        try {
            Path made = Files.createTempDirectory("files-target");
            made.toFile().deleteOnExit();
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
