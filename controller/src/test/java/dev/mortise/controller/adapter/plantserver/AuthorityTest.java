package dev.mortise.controller.adapter.plantserver;

import static dev.mortise.controller.adapter.plantserver.Calls.assertRefused;
import static dev.mortise.controller.adapter.plantserver.Calls.works;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.access.AnAuthority;
import dev.mortise.controller.adapter.access.Certificates;
import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that nobody has accepted one by one: an authority vouches for them, and takes it back in its list. */
@Tag("wire")
class AuthorityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final KeyPair keys = Certificates.good().keys();
    private APlant plant;

    @BeforeEach
    void open() throws Exception {
        plant = new APlant(directory);
    }

    @AfterEach
    void close() {
        plant.close();
    }

    @Test
    void aProgramOfATrustedAuthorityComesInUntilTheAuthorityRevokesItAndOthersOfItStay() throws Exception {
        AnAuthority authority = new AnAuthority(plant.trust);
        X509Certificate lost = authority.vouchesFor(keys);
        X509Certificate other = authority.vouchesFor(keys);
        OpcUaClient thief = comesInSoon(lost);
        OpcUaClient honest = plant.connect(Comes.properly(), keys, other);

        authority.revokes(List.of(lost));

        Awaitility.await("its session ends").atMost(PATIENCE).until(() -> !works(thief));
        assertRefused(
                () -> plant.connect(Comes.properly(), keys, lost),
                StatusCodes.Bad_CertificateRevoked,
                StatusCodes.Bad_SecurityChecksFailed);
        assertThat(works(honest)).as("the other's session").isTrue();
        assertThat(works(plant.connect(Comes.properly(), keys, other))).isTrue();
    }

    @Test
    void aProgramOfAnAuthorityThatNobodyTrustsIsRefused() throws Exception {
        X509Certificate vouchedFor = new AnAuthority(plant.trust).vouchesFor(keys);
        OpcUaClient unusedItWorks = comesInSoon(vouchedFor);
        try (APlant elsewhere = new APlant(directory.resolve("elsewhere"))) {
            assertRefused(
                    () -> elsewhere.connect(Comes.properly(), keys, vouchedFor), StatusCodes.Bad_SecurityChecksFailed);
        }
    }

    /** The file system tells the server of the authority within a second or so. */
    private OpcUaClient comesInSoon(X509Certificate program) {
        return Awaitility.await("the server has seen the authority")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UaException.class)
                .until(() -> plant.connect(Comes.properly(), keys, program), client -> true);
    }
}
