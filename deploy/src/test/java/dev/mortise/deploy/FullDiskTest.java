package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mortise.sim.world.Ledger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a small file system of its own, which needs root. */
@Tag("system")
class FullDiskTest {

    private static final Duration A_RACK = Duration.ofMinutes(4);
    private static final int CHUNK_BYTES = 4_096;

    @TempDir
    Path directory;

    private Path disk = Path.of("/");
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectories(directory.resolve("conf/disk"));
        Ran mount = Ran.of(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString()));
        mounted = mount.exitCode() == 0;
        assumeTrue(mounted, "cannot mount a small file system: " + mount.output());
    }

    @AfterEach
    void unmount() throws IOException {
        if (mounted) {
            assertThat(Ran.of(new ProcessBuilder("umount", disk.toString())).exitCode())
                    .isZero();
        }
    }

    @Test
    void aFullDiskStopsTheLineAndWhenThereIsRoomAgainItGoesOnByItself() throws IOException {
        try (Product product = Product.unpackedIn(directory)
                .withSmallRacks()
                .edited("mortise.yaml", "directory: store", "directory: disk/store")) {
            product.startPlant();
            Process controller = product.startController();
            Operator operator = new Operator(product);
            assertThat(operator.order("nvl72")).isTrue();
            await().atMost(A_RACK)
                    .until(() -> operator.plant()
                            .filter(plant ->
                                    plant.path("racks").path(0).path("valid").asInt(0) >= 2)
                            .isPresent());

            fill();
            await("people are told")
                    .atMost(A_RACK)
                    .until(() -> product.mortise("why", "FRAME-A").output().contains("stands still"));
            assertThat(operator.order("nvl72"))
                    .as("an order while nothing can be stored")
                    .isFalse();
            assertThat(controller.isAlive()).isTrue();
            Files.delete(disk.resolve("filler"));

            await("released").atMost(A_RACK).pollInterval(Duration.ofSeconds(1)).until(() -> {
                operator.attend();
                return operator.plant()
                        .filter(plant ->
                                plant.path("racks").path(0).path("released").asBoolean(false))
                        .isPresent();
            });
            Path record = product.recordOf("R-0001");
            Product.stop(controller);
            LedgerComparison comparison =
                    LedgerComparison.of(Ledger.read(product.ledger()), List.of(Recorded.read(record)));
            assertThat(comparison.equal()).as(comparison.text()).isTrue();
        }
    }

    private void fill() {
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            byte[] chunk = new byte[CHUNK_BYTES];
            while (true) {
                filler.write(chunk);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
