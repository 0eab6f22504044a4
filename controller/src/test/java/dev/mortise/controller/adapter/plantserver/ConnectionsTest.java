package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.WhatIsLogged;
import dev.mortise.controller.adapter.access.Certificates;
import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.transport.server.uasc.UascServerAsymmetricHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has no session yet, and never will. A client that was there before works on; another one comes in afterwards. */
@Tag("wire")
class ConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ELSEWHERE = "127.0.0.2";
    private static final Duration TOO_LONG = ServerLimits.WITHOUT_SESSION_MAX.plusSeconds(1);

    @TempDir
    Path directory;

    private APlant plant;
    private OpcUaClient before;
    private final List<ARawClient> raw = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        plant = APlant.whereNoTimePasses(directory);
        before = plant.trusted(Comes.properly());
    }

    @AfterEach
    void close() throws Exception {
        try {
            assertThat(works(before)).as("whoever was there before").isTrue();
            assertThat(works(plant.trusted(Comes.properly())))
                    .as("the next client")
                    .isTrue();
        } finally {
            for (ARawClient client : raw) {
                client.close();
            }
            plant.close();
        }
    }

    @Test
    void whoeverConnectsOrSaysHelloAndThenNothingIsGoneSoon() throws Exception {
        ARawClient hello = raw();
        assertThat(hello.hello(discovery()).kind()).isEqualTo("ACKF");
        ARawClient opened = raw();
        assertThat(opened.hello(discovery()).kind()).isEqualTo("ACKF");
        opened.openWithoutSecurity();

        plant.later(TOO_LONG);

        assertThat(hello.ended()).isZero();
        assertThat(opened.ended()).isZero();
    }

    /** Milo's own deadline: whoever looks through connections finds it after 10 s only, and says so. */
    @Test
    void whoeverConnectsAndSaysNothingAtAllIsGoneBeforeAnybodyLooks() throws Exception {
        try (WhatIsLogged said = WhatIsLogged.by(Channels.class)) {
            assertThat(raw().ended()).isZero();

            assertThat(said.events()).isEmpty();
        }
    }

    /** What opens a channel is decoded before anybody knows who sends it. Milo logs what its decoder threw, and by that it is seen which one it was. */
    @Test
    void somebodyUnknownWhoOpensAChannelWithMoreDimensionsThanTheMessageHasRoomForIsRefused() throws Exception {
        try (WhatIsLogged said = WhatIsLogged.by(UascServerAsymmetricHandler.class)) {
            ARawClient client = raw();
            assertThat(client.hello(discovery()).kind()).isEqualTo("ACKF");
            client.send(client.openWith(
                    ARawClient.WRITE,
                    body -> body.putInt(1) // one value to write
                            .put(new byte[] {0, 0}) // of a node
                            .putInt(13)
                            .putInt(-1)
                            .put((byte) 1) // the value alone
                            .put((byte) (0x80 | 0x40 | 6)) // an array of Int32 with dimensions
                            .putInt(0)
                            .putInt(Integer.MAX_VALUE)));

            assertThat(client.ended()).isZero();

            assertThat(said.events())
                    .extracting(event -> event.getThrowableProxy().getMessage())
                    .containsExactly(Integer.MAX_VALUE + " dimensions of an array; the message has room for 0");
        }
    }

    @Test
    void aConnectionWithASessionStays() throws Exception {
        int connections = plant.connections();
        plant.later(TOO_LONG.multipliedBy(3));

        assertThat(plant.connections()).isEqualTo(connections);
    }

    @Test
    void aFloodFromElsewhereTakesItsOwnPlacesAndNobodyElses() throws Exception {
        ARawClient quiet = raw();
        assertThat(quiet.hello(discovery()).kind()).isEqualTo("ACKF");
        for (int i = 0; i < 3 * ServerLimits.CONNECTIONS; i++) {
            ARawClient one = new ARawClient(ELSEWHERE, plant.port());
            raw.add(one);
            one.send(ARawClient.helloOf(discovery()));
        }

        Awaitility.await().atMost(PATIENCE).until(() -> plant.connections() <= ServerLimits.CONNECTIONS);
        assertThat(works(plant.trusted(Comes.properly()))).isTrue();
        quiet.openWithoutSecurity();
        quiet.send(quiet.getEndpointsOf(discovery()));
        assertThat(quiet.receive())
                .hasValueSatisfying(answer -> assertThat(answer.kind()).isEqualTo("MSGF"));
    }

    @Test
    void whatIsOfNoKnownKindEndsTheConnection() throws Exception {
        for (String kind : List.of("GET ", "HELC", "MSGF", "CLOF", "XXXF", "\u0000\u0000\u0000\u0000")) {
            ARawClient client = raw();
            client.send(ARawClient.chunk(kind, ARawClient.room().put(new byte[200])));

            assertThat(client.ended()).as(kind).isEqualTo(StatusCodes.Bad_TcpMessageTypeInvalid);
        }
    }

    @Test
    void anUnknownKindWithALengthOfNothingIsNotKeptWithAllThatFollows() throws Exception {
        ARawClient client = raw();
        assertThat(client.hello(discovery()).kind()).isEqualTo("ACKF");
        client.openWithoutSecurity();

        client.send(ByteBuffer.allocate(1_024)
                .put("XXXF".getBytes(StandardCharsets.ISO_8859_1))
                .array());

        assertThat(client.ended()).isEqualTo(StatusCodes.Bad_TcpMessageTypeInvalid);
    }

    @Test
    void somebodyUnknownWhoseCertificateTheReaderThrowsAtIsTurnedAway() throws Exception {
        byte[] certificate = Certificates.unreadable();
        byte[] server = DiscoveryClient.getEndpoints(plant.url() + "/discovery").get().stream()
                .map(endpoint -> endpoint.getServerCertificate().bytesOrEmpty())
                .filter(bytes -> bytes.length > 0)
                .findFirst()
                .orElseThrow();
        ByteBuffer body = ByteBuffer.allocate(4_096)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .put(ARawClient.text(SecurityPolicy.Basic256Sha256.getUri()))
                .putInt(certificate.length)
                .put(certificate)
                .putInt(20)
                .put(MessageDigest.getInstance("SHA-1").digest(server))
                .put(new byte[384]); // what would be encrypted
        try (ARawClient client = new ARawClient(plant.port())) {
            ARawClient.Chunk unusedWelcome = client.hello(plant.url());

            client.send(ARawClient.chunk("OPNF", body));

            assertThat(client.ended()).isEqualTo(StatusCodes.Bad_UnexpectedError);
        }
    }

    @Test
    void lengthsThatNobodyNeedsAreRefusedBeforeTheyAreGathered() throws Exception {
        for (long length : new long[] {0, 7, 8, 100_000, Integer.MAX_VALUE, 0xFFFF_FFFFL}) {
            ARawClient client = raw();
            client.send(ARawClient.room()
                    .put("HELF".getBytes(StandardCharsets.ISO_8859_1))
                    .putInt((int) length)
                    .array());

            assertThat(client.ended()).as("%d bytes", length).isEqualTo(StatusCodes.Bad_TcpMessageTooLarge);
        }
    }

    @Test
    void aSecureChannelIsOpenedWithOneChunk() throws Exception {
        ARawClient client = raw();
        assertThat(client.hello(discovery()).kind()).isEqualTo("ACKF");

        client.send(client.openOf("OPNC"));

        assertThat(client.ended()).isEqualTo(StatusCodes.Bad_TcpMessageTypeInvalid);
    }

    @Test
    void withoutSecurityNothingIsDecodedButWhatAsksForEndpoints() throws Exception {
        for (String url : List.of(plant.url(), discovery())) {
            ARawClient client = raw();
            assertThat(client.hello(url).kind()).isEqualTo("ACKF");
            client.openWithoutSecurity();

            client.send(ARawClient.chunk("MSGF", client.message(ARawClient.CREATE_SESSION)));

            assertThat(client.ended()).as(url).isEqualTo(StatusCodes.Bad_SecurityPolicyRejected);
        }
    }

    private String discovery() {
        return plant.url() + "/discovery";
    }

    private ARawClient raw() throws IOException {
        ARawClient client = new ARawClient(plant.port());
        raw.add(client);
        return client;
    }

    private static boolean works(OpcUaClient client) throws Exception {
        return client.readValue(0.0, TimestampsToReturn.Both, NodeIds.Server_ServerStatus_State)
                .statusCode()
                .isGood();
    }
}
