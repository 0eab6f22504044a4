package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.AnAuthority;
import dev.mortise.controller.adapter.access.Certificates;
import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.fuzz.Jazzer;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes at the plant server, led by what an input reaches; it begins with what clients of ours send. */
@Tag("wire")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class PlantServerCoverageFuzzTest {

    private static final String OURS = "dev.mortise.controller.adapter.plantserver.**";

    private static final String SECURITY = "org.eclipse.milo.opcua.stack.core.util.validation.**";
    private static final String ACCESS = "dev.mortise.controller.adapter.access.**";

    @TempDir
    Path directory;

    @TempDir
    Path plants;

    private APlant plant;

    @BeforeEach
    void open() throws Exception {
        plant = new APlant(plants);
    }

    @AfterEach
    void close() {
        plant.close();
    }

    @Test
    void whateverComesOnAConnectionIsPassedOnInWholeChunksOrEndsIt() throws Exception {
        Jazzer.run(
                new Jazzer.Target(FramingTarget.class.getName(), List.of(OURS), ServerLimits.CHUNK_BYTES),
                RecordedTraffic.conversations(plant),
                directory);
    }

    @Test
    void whateverALoggedInClientAsksIsDecodedOrRefused() throws Exception {
        Jazzer.run(
                new Jazzer.Target(
                        RequestTarget.class.getName(),
                        List.of(OURS, "org.eclipse.milo.opcua.stack.core.encoding.**"),
                        ServerLimits.CHUNK_BYTES),
                RecordedTraffic.requests(plant, plant.trusted(Comes.properly())),
                directory);
    }

    @Test
    void whateverSomebodyUnknownShowsAsTheirCertificateTheyAreRefused() throws Exception {
        X509Certificate alone = Certificates.good().made();
        AnAuthority authority = new AnAuthority(plant.trust);
        X509Certificate vouchedFor = authority.vouchesFor(Certificates.good().keys());
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        chain.writeBytes(vouchedFor.getEncoded());
        chain.writeBytes(authority.own().getEncoded());
        Jazzer.run(
                new Jazzer.Target(CertificateTarget.class.getName(), List.of(OURS, SECURITY, ACCESS), 4_096),
                List.of(alone.getEncoded(), vouchedFor.getEncoded(), chain.toByteArray()),
                directory);
    }
}
