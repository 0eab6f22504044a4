package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first of the README's two commands. */
@Tag("system")
class DemoTest {

    private static final Path DEMO = Product.repository().resolve("deploy/demo");

    @TempDir
    Path directory;

    private Optional<Product> ports = Optional.empty();

    @AfterEach
    void giveBack() {
        ports.ifPresent(Product::close);
    }

    @Test
    void twoRacksAreBuiltThroughAnOverforceAndALeakAndTheLedgerEqualsTheRecords() throws IOException {
        int prefix = freePrefix();

        Ran demo = Ran.of(new ProcessBuilder(DEMO.toString(), "--plain", "--ports", Integer.toString(prefix)));

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("http://127.0.0.1:" + prefix + "480/")
                .contains("R-0001: released", "R-0002: released")
                .contains("ledger equals record, every effect happened once")
                .containsPattern("insert-compute-tray.C07 failed \\(overforce\\) at attempt 1 and is valid now")
                .containsPattern("rack-leak-test failed \\(leak\\) at attempt 1 and is valid now");
        nothingIsLeft(prefix);
    }

    @Test
    void interruptedItLeavesNoProcessAndNoPort() throws IOException, InterruptedException {
        int prefix = freePrefix();
        Path output = directory.resolve("out.txt");
        // tests that run in the background have SIGINT ignored, and so would what they start
        Process demo = new ProcessBuilder(
                        "env", "--default-signal=INT", DEMO.toString(), "--plain", "--ports", Integer.toString(prefix))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Product.PATIENCE)
                    .until(() -> Files.readString(output).contains("insert-cartridge.K01"));

            assertThat(Ran.of(new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())))
                            .exitCode())
                    .isZero();

            assertThat(demo.waitFor(Product.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(demo.exitValue()).isEqualTo(130);
        } finally {
            demo.destroy(); // one that did not get there would run on beside the tests that follow
        }
        nothingIsLeft(prefix);
    }

    /** Nobody else's until the test is over. */
    private int freePrefix() throws IOException {
        Product product = Product.unpackedIn(directory.resolve("ports"));
        ports = Optional.of(product);
        return product.prefix();
    }

    private static void nothingIsLeft(int prefix) {
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(".mortise/demo/"))
                        .map(process -> process.info().commandLine().orElse("")))
                .as("processes left")
                .isEmpty();
        assertThat(Ports.free(prefix * 1000 + 480)).isTrue();
        assertThat(Ports.free(prefix * 1000 + 401)).isTrue();
        assertThat(Ports.free(prefix * 1000 + 501)).isTrue();
    }
}
