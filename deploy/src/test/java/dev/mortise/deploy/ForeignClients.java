package dev.mortise.deploy;

import java.io.IOException;
import java.nio.file.Path;

/** OPC UA clients on another stack, and what they need. */
final class ForeignClients {

    static final Path DIRECTORY = Product.repository().resolve("deploy/clients");

    private ForeignClients() {}

    static void installed() throws IOException {
        NodePackages.installed(DIRECTORY, "node-opcua-nodesets");
    }
}
