package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import java.nio.file.Path;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A plant and a trusted client of it, for tests that look at what is served. */
abstract class AClientOfAPlant {

    @TempDir
    Path directory;

    APlant plant;
    OpcUaClient client;

    @BeforeEach
    void connect() throws Exception {
        plant = new APlant(directory);
        client = plant.trusted(Comes.properly());
    }

    @AfterEach
    void close() {
        plant.close();
    }
}
