package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.identity.SignedIdentityToken;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MonitoringMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateResult;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoringParameters;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.SignatureData;
import org.eclipse.milo.opcua.stack.core.types.structured.UserNameIdentityToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the door grants less of than was asked, and what it forgets; LimitsTest has what it refuses. */
@Tag("wire")
class RevisedTest extends AClientOfAPlant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double EYES_MILLIS = 100.0;

    /** Milo 1.1.2 publishes every 250 ms whoever asks for less than it grants, and spins a core for whoever asks for 0 (#1743). */
    @Test
    void whoeverAsksToSeeMoreOftenThanTenTimesASecondSeesTenTimesASecond() throws Exception {
        for (double asked : new double[] {-1.0, 0.0, 5.0, 99.0, 100.0}) {
            assertThat(client.createSubscription(asked, uint(1_000), uint(100), uint(0), false, ubyte(0))
                            .getRevisedPublishingInterval())
                    .as("%s ms", asked)
                    .isEqualTo(EYES_MILLIS);
        }
        UInteger subscription = Calls.subscription(client);
        for (double asked : new double[] {0.0, 5.0, 99.0, 100.0}) {
            assertThat(item(subscription, NodeIds.Server_ServerStatus_CurrentTime, asked)
                            .getRevisedSamplingInterval())
                    .as("%s ms", asked)
                    .isEqualTo(EYES_MILLIS);
        }
    }

    private MonitoredItemCreateResult item(UInteger subscription, NodeId node, double sampling) throws Exception {
        return requireNonNull(client.createMonitoredItems(
                        subscription,
                        TimestampsToReturn.Both,
                        List.of(new MonitoredItemCreateRequest(
                                Calls.value(node),
                                MonitoringMode.Reporting,
                                new MonitoringParameters(uint(1), sampling, null, uint(1), true))))
                .getResults())[0];
    }

    @Test
    void ofMessagesThatNobodyAcknowledgesTheNewestAreKept() throws Exception {
        int messages = ServerLimits.UNACKNOWLEDGED_MESSAGES + 5;
        UInteger subscription = client.createSubscription(100.0, uint(1_000), uint(100), uint(1), true, ubyte(0))
                .getSubscriptionId();
        for (int i = 0; i < messages; i++) { // one notification a message, and each has its first value to tell
            assertThat(item(subscription, NodeIds.Server_ServerStatus_State, 1_000.0)
                            .getStatusCode()
                            .isGood())
                    .isTrue();
        }
        for (int i = 0; i < messages - 1; i++) {
            UInteger unusedNumber = publish().getNotificationMessage().getSequenceNumber();
        }
        PublishResponse last = publish();

        assertThat(last.getNotificationMessage().getSequenceNumber()).isEqualTo(uint(messages));
        assertThat(requireNonNull(last.getAvailableSequenceNumbers()).length)
                .isLessThanOrEqualTo(ServerLimits.UNACKNOWLEDGED_MESSAGES + 1);
        assertThat(client.republish(subscription, uint(messages))
                        .getNotificationMessage()
                        .getSequenceNumber())
                .isEqualTo(uint(messages));
        Calls.assertRefused(() -> client.republish(subscription, uint(1)), StatusCodes.Bad_MessageNotAvailable);
    }

    private PublishResponse publish() throws Exception {
        return (PublishResponse) client.sendRequest(
                new PublishRequest(client.newRequestHeader(client.getSession().getAuthenticationToken()), null));
    }

    @Test
    void aSessionThatAsksForAnHourHasAMinuteAndOneThatIsSilentForItsTimeEnds() throws Exception {
        OpcUaClient hour = silent(Duration.ofHours(1));
        assertThat(hour.getSession().getSessionTimeout()).isEqualTo(60_000.0);

        OpcUaClient unusedSilent = silent(Duration.ofSeconds(1)); // Milo grants 5 s at least
        assertThat(plant.sessions()).isEqualTo(3);

        Awaitility.await().atMost(PATIENCE).until(() -> plant.sessions() == 2);
        assertThat(Calls.works(hour)).isTrue();
        OpcUaClient unusedGone = hour.disconnect();
    }

    private OpcUaClient silent(Duration asked) throws Exception {
        OpcUaClient friend = APlant.friend(plant.url(), "op");
        OpcUaClientConfig config = OpcUaClientConfig.copy(
                friend.getConfig(),
                builder -> builder.setSessionTimeout(uint(asked.toMillis()))
                        .setKeepAliveInterval(uint(Duration.ofHours(1).toMillis())));
        return new OpcUaClient(config, friend.getTransport()).connect();
    }

    /** An answer that told a bad padding from a bad password would let a recorded one be found out (#1804). */
    @Test
    void aPasswordThatCannotBeDecryptedIsAnsweredLikeAWrongOne() {
        String oaep = "http://www.w3.org/2001/04/xmlenc#rsa-oaep";
        byte[] block = new byte[384]; // a number below the server's modulus that nobody encrypted
        Arrays.fill(block, 1, block.length, (byte) 7);
        for (UserNameIdentityToken wrong : List.of(
                token(ByteString.of(block), oaep),
                token(ByteString.of(new byte[384]), oaep),
                token(ByteString.of(new byte[100]), oaep),
                token(ByteString.of(block), "http://www.w3.org/2001/04/xmlenc#rsa-1_5"),
                token(ByteString.NULL_VALUE, oaep))) {
            Comes forged = Comes.properly()
                    .as((endpoint, nonce) -> new SignedIdentityToken(
                            new UserNameIdentityToken(
                                    new UsernameProvider("op", "any")
                                            .getIdentityToken(endpoint, nonce)
                                            .getToken()
                                            .getPolicyId(),
                                    "op",
                                    wrong.getPassword(),
                                    wrong.getEncryptionAlgorithm()),
                            new SignatureData(null, null)));

            Calls.assertRefused(() -> plant.trusted(forged), StatusCodes.Bad_UserAccessDenied);
        }
    }

    private static UserNameIdentityToken token(ByteString password, String algorithm) {
        return new UserNameIdentityToken("", "op", password, algorithm);
    }
}
