package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** OPC UA clients on another stack, and what they need. */
final class ForeignClients {

    static final Path DIRECTORY = Product.repository().resolve("deploy/clients");

    private ForeignClients() {}

    static void installed() throws IOException {
        if (!Files.isDirectory(DIRECTORY.resolve("node_modules/node-opcua-nodesets"))) {
            Ran npm = Ran.of(new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund").directory(DIRECTORY.toFile()));
            assertThat(npm.exitCode()).as(npm.output()).isZero();
        }
    }
}
