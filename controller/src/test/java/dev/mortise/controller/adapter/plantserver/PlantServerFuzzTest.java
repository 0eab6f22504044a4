package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.fuzz.Fuzz;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryDecoder;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no client would send, at the socket and behind a log-in. Afterwards the next client is served. */
@Tag("wire")
class PlantServerFuzzTest {

    private static final int CHUNKS = 20_000;
    private static final int CONNECTIONS = 600;
    private static final int REQUESTS = 4_000;
    private static final int ANSWER_SECONDS = 60;

    @TempDir
    Path directory;

    private APlant plant;

    @BeforeEach
    void open() throws Exception {
        plant = new APlant(directory);
    }

    @AfterEach
    void close() throws Exception {
        try {
            assertThat(Calls.works(plant.trusted(Comes.properly())))
                    .as("the next client")
                    .isTrue();
        } finally {
            plant.close();
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverComesOnAConnectionIsPassedOnInWholeChunksOrEndsIt() throws Exception {
        List<byte[]> corpus = RecordedTraffic.conversations(plant);
        Fuzz.run(corpus, Fuzz.executions(CHUNKS), FramingTarget::fuzzerTestOneInput);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverComesFromSomebodyUnknownTheDoorStaysOpenForOthers() throws Exception {
        OpcUaClient before = plant.trusted(Comes.properly());
        Fuzz.run(RecordedTraffic.conversations(plant), Fuzz.executions(CONNECTIONS), input -> {
            try (ARawClient client = new ARawClient(plant.port())) {
                client.send(input);
            } catch (IOException e) {
                // the door has ended it already
            }
        });

        plant.later(ServerLimits.WITHOUT_SESSION_MAX.plusSeconds(1));
        assertThat(plant.sessions()).isEqualTo(1);
        assertThat(Calls.works(before)).isTrue();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverALoggedInClientAsksItIsAnsweredOrRefused() throws Exception {
        OpcUaClient client = plant.trusted(Comes.properly());
        int[] outcomes = new int[2];
        Fuzz.run(RecordedTraffic.requests(plant, client), Fuzz.executions(REQUESTS), input -> {
            UaRequestMessageType request = decoded(client, input);
            if (request == null || isOfASession(request)) {
                return;
            }
            try {
                client.getTransport().sendRequestMessage(request).get(ANSWER_SECONDS, TimeUnit.SECONDS);
                outcomes[0]++;
            } catch (ExecutionException e) {
                outcomes[1]++;
            }
        });

        assertThat(outcomes[0]).as("answered").isPositive();
        assertThat(outcomes[1]).as("refused").isPositive();
        assertThat(Calls.works(client)).isTrue();
    }

    /** Those that end what the others are sent in. */
    private static boolean isOfASession(UaRequestMessageType request) {
        String name = request.getClass().getSimpleName();
        return name.contains("Session") || name.contains("SecureChannel") || name.equals("PublishRequest");
    }

    private static @org.jspecify.annotations.Nullable UaRequestMessageType decoded(OpcUaClient client, byte[] input) {
        try {
            return (UaRequestMessageType) new OpcUaBinaryDecoder(client.getStaticEncodingContext())
                    .setBuffer(Unpooled.wrappedBuffer(input))
                    .decodeMessage(null);
        } catch (UaSerializationException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException e) {
            return null; // Milo's own decoder throws what it likes; the server ends the connection for it
        }
    }
}
