package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;

/** PLCs with security, and the person who looks at their certificates and accepts them. */
final class PlcCertificates {

    private PlcCertificates() {}

    /** A plant whose PLCs are all spoken to so, as plant.yaml says it. */
    static Product plant(Product product, String security) throws IOException {
        return product.edited("plant.yaml", "(plc: \\{ endpoint: \"[^\"]+\")", "$1, security: " + security);
    }

    /** Waits until so many wait. */
    static void accepted(Product product, int plcs) throws IOException {
        await("PLCs that wait")
                .atMost(Product.PATIENCE)
                .until(() -> waiting(product).size() == plcs);
        for (String fingerprint : waiting(product)) {
            Ran accepted = product.mortise("trust", "accept", fingerprint, "--config", settings(product));
            assertThat(accepted.exitCode()).as(accepted.output()).isZero();
        }
    }

    private static List<String> waiting(Product product) throws IOException {
        return product.mortise("trust", "list", "--config", settings(product))
                .output()
                .lines()
                .filter(line -> line.startsWith("waiting"))
                .map(line -> List.of(line.split(" +")).get(1))
                .toList();
    }

    private static String settings(Product product) {
        return product.settings().toString();
    }
}
