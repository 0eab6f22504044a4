package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client on another OPC UA stack, written from cell-protocol/README.md alone. */
@Tag("system")
class ForeignPlcClientTest {

    private static final int FRAME = 1;
    private static final int MOVER = 11;

    @TempDir
    Path directory;

    @Test
    void aForeignClientReadsAPlcAndDrivesOneCommandThroughTheExchangeOnce() throws IOException {
        ForeignClients.installed();
        try (Product product = Product.unpackedIn(directory)) {
            product.startPlant();

            Ran mover = client(
                    product.plcEndpoint(MOVER, "AMR-1"),
                    "--command",
                    "rack.move",
                    "--text",
                    "from=",
                    "--text",
                    "to=FRAME-A");
            assertThat(mover.exitCode()).as(mover.output()).isZero();
            Ran frame = client(product.plcEndpoint(FRAME, "FRAME-A"), "--command", "frame.dock");
            assertThat(frame.exitCode()).as(frame.output()).isZero();

            assertThat(frame.output()).contains("Command/Id is as documented", "datum_error", " 0 failed");
            assertThat(Ledger.read(product.ledger()).stream()
                            .map(line -> line.entry().name())
                            .filter(List.of("rack.move", "frame.dock")::contains))
                    .as("what the plant did")
                    .containsExactly("rack.move", "frame.dock");
        }
    }

    private static Ran client(String endpoint, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "node",
                ForeignClients.DIRECTORY.resolve("foreign-plc-client.mjs").toString(),
                endpoint));
        command.addAll(Arrays.asList(more));
        return Ran.of(new ProcessBuilder(command));
    }
}
