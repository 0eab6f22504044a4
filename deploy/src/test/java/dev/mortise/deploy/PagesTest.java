package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser: what deploy/browser says of them, one sentence a test. One plant for all, so one file after the other. */
@Tag("system")
class PagesTest {

    private static final Path BROWSER = Product.repository().resolve("deploy/browser");

    /** A line of the test anything protocol, version 13. */
    private static final Pattern SENTENCE = Pattern.compile("(?m)^ *(not ok|ok) \\d+ - (.*)$");

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> pages() throws IOException {
        NodePackages.installed(BROWSER, "gltf-validator");
        try (Product product = Product.unpackedIn(directory)
                .withSmallRacks()
                .edited("nvl72.yaml", "(  - id: mount-bus-bar\n)", "$1    waivable: true\n")) {
            product.startPlant(
                    "--fault", "op=audit-frame-torque kind=torque-low times=2",
                    "--fault", "op=mount-bus-bar kind=torque-low times=2",
                    "--fault", "op=insert-compute-tray slot=C01 kind=overforce times=1",
                    "--fault", "op=rack-leak-test slot=C02 kind=leak times=1",
                    "--fault", "cell=ELEC-A op=abort kind=air-loss seconds=4");
            Process controller = product.startController();
            assertThat(product.mortise("hold", "CABLE-A", "--reason", "until the pages are ready for it")
                            .exitCode())
                    .isZero();
            assertThat(product.mortise("order", "nvl72").exitCode()).isZero();
            // the second finds the rack as far as the first leads it; node itself would take them by name
            return Stream.concat(
                    sentences(browser(product, controller, "pages.test.mjs")),
                    sentences(browser(product, controller, "acts.test.mjs")));
        }
    }

    private static Ran browser(Product product, Process controller, String file) throws IOException {
        ProcessBuilder tests = new ProcessBuilder("node", "--test", "--test-reporter=tap", file);
        tests.directory(BROWSER.toFile());
        tests.environment()
                .putAll(Map.of(
                        "MORTISE_URL", product.url(),
                        "MORTISE_PID", Long.toString(controller.pid()),
                        "MORTISE_PICTURES",
                                Product.repository().resolve(".mortise/pages").toString()));
        return Ran.of(tests);
    }

    private static Stream<DynamicTest> sentences(Ran ran) {
        Matcher lines = SENTENCE.matcher(ran.output());
        Stream.Builder<DynamicTest> tests = Stream.builder();
        while (lines.find()) {
            String verdict = lines.group(1);
            tests.add(DynamicTest.dynamicTest(
                    lines.group(2), () -> assertThat(verdict).as(ran.output()).isEqualTo("ok")));
        }
        tests.add(DynamicTest.dynamicTest(
                "the browser ran to its end",
                () -> assertThat(ran.exitCode()).as(ran.output()).isZero()));
        return tests.build();
    }
}
