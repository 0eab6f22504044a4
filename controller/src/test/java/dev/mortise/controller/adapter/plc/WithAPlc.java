package dev.mortise.controller.adapter.plc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A simulated PLC for each test, that ends with it. */
@SuppressWarnings("NullAway.Init") // by make()
abstract class WithAPlc {

    @TempDir
    Path directory;

    APlc plc;

    @BeforeEach
    void make() throws Exception {
        plc = new APlc(directory);
    }

    @AfterEach
    void close() throws Exception {
        plc.close();
    }
}
