package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Packages from npm that tests need, as their lock file names them. */
final class NodePackages {

    private NodePackages() {}

    /** Installs what the directory's lock file names, unless this package of it is there. */
    static void installed(Path directory, String last) throws IOException {
        if (!Files.isDirectory(directory.resolve("node_modules").resolve(last))) {
            Ran npm = Ran.of(new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund").directory(directory.toFile()));
            assertThat(npm.exitCode()).as(npm.output()).isZero();
        }
    }
}
