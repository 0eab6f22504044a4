package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.access.Certificates;
import dev.mortise.controller.adapter.access.Fingerprint;
import dev.mortise.controller.adapter.access.TrustStore;
import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.domain.access.Role;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ActivateSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CloseSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.SignatureData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class PlantServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

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
    void whoeverAsksIsToldTheEndpointsAndWithoutSecurityThereIsNoneToLogInAt() throws Exception {
        List<String> told = DiscoveryClient.getEndpoints(plant.url() + "/discovery").get().stream()
                .map(endpoint -> SecurityPolicy.fromUriSafe(endpoint.getSecurityPolicyUri())
                                .orElseThrow()
                        + " " + endpoint.getSecurityMode())
                .distinct()
                .toList();

        assertThat(told)
                .contains(
                        "Basic256Sha256 Sign",
                        "Basic256Sha256 SignAndEncrypt",
                        "Aes128_Sha256_RsaOaep Sign",
                        "Aes128_Sha256_RsaOaep SignAndEncrypt",
                        "Aes256_Sha256_RsaPss Sign",
                        "Aes256_Sha256_RsaPss SignAndEncrypt");
        assertRefused(
                () -> plant.stranger(Comes.properly()
                        .through(SecurityPolicy.None, MessageSecurityMode.None)
                        .as(AnonymousProvider.INSTANCE)),
                StatusCodes.Bad_UserAccessDenied,
                StatusCodes.Bad_IdentityTokenInvalid,
                StatusCodes.Bad_IdentityTokenRejected,
                StatusCodes.Bad_ConfigurationError);
    }

    @Test
    void aProgramThatNobodyKnowsIsRefusedAndWaitsAndOnceAcceptedItComesIn() throws Exception {
        KeyPair keys = Certificates.good().keys();
        X509Certificate certificate = Certificates.good().sign(keys);
        assertRefused(() -> plant.connect(Comes.properly(), keys, certificate), StatusCodes.Bad_SecurityChecksFailed);
        assertThat(plant.trust.list())
                .filteredOn(entry -> entry.state() == TrustStore.State.WAITING)
                .extracting(TrustStore.Entry::certificate)
                .containsExactly(certificate);

        plant.accept(certificate);

        assertThat(state(plant.connect(Comes.properly(), keys, certificate)).isGood())
                .isTrue();
    }

    @Test
    void aProgramThatIsRevokedLosesItsSessionAndDoesNotComeInAgain() throws Exception {
        KeyPair keys = Certificates.good().keys();
        X509Certificate certificate = Certificates.good().sign(keys);
        plant.accept(certificate);
        OpcUaClient client = plant.connect(Comes.properly(), keys, certificate);

        plant.trust.revoke(Fingerprint.sha256(certificate));

        Awaitility.await().atMost(PATIENCE).until(() -> !works(client));
        assertRefused(() -> plant.connect(Comes.properly(), keys, certificate), StatusCodes.Bad_SecurityChecksFailed);
    }

    @Test
    void aUserWhoIsRemovedLosesTheSession() throws Exception {
        OpcUaClient client = plant.trusted(Comes.properly());

        plant.accounts.remove("op");

        Awaitility.await().atMost(PATIENCE).until(() -> !works(client));
    }

    @Test
    void aSessionIsOfNoUseOnAnotherChannelThanItsOwnNotEvenToTheSameProgram() throws Exception {
        OpcUaClient owner = plant.trusted(Comes.properly());
        NodeId token = owner.getSession().getAuthenticationToken();
        Certificates other = Certificates.good().of("urn:plant:other");
        Comes stranger = new Comes(
                other,
                other.uri(),
                SecurityPolicy.Basic256Sha256,
                MessageSecurityMode.SignAndEncrypt,
                new UsernameProvider("viewer", APlant.PASSWORD));
        for (OpcUaClient thief : List.of(plant.trusted(Comes.properly()), plant.trusted(stranger))) {
            assertRefused(
                    () -> thief.sendRequest(new ReadRequest(
                            thief.newRequestHeader(token), 0.0, TimestampsToReturn.Both, new ReadValueId[] {
                                Calls.value(NodeIds.Server_ServerStatus_State)
                            })),
                    StatusCodes.Bad_SecureChannelIdInvalid);
            assertRefused(
                    () -> thief.sendRequest(new ActivateSessionRequest(
                            thief.newRequestHeader(token),
                            new SignatureData(
                                    SecurityPolicy.Basic256Sha256.getAsymmetricSignatureAlgorithm()
                                            .getUri(),
                                    ByteString.of(new byte[256])),
                            null,
                            new String[0],
                            ExtensionObject.of(ByteString.NULL_VALUE, NodeId.NULL_VALUE),
                            new SignatureData(null, null))),
                    StatusCodes.Bad_SecurityChecksFailed,
                    StatusCodes.Bad_ApplicationSignatureInvalid);
            assertRefused(
                    () -> thief.sendRequest(new CloseSessionRequest(thief.newRequestHeader(token), true)),
                    StatusCodes.Bad_SecureChannelIdInvalid);
            assertThat(works(owner)).isTrue();
            assertThat(works(thief)).as("with its own").isTrue();
        }
    }

    static Stream<Arguments> wrongCertificates() {
        Duration day = Duration.ofDays(1);
        return Stream.of(
                Arguments.of(
                        "expired",
                        StatusCodes.Bad_CertificateTimeInvalid,
                        Certificates.good().valid(day.multipliedBy(-9), day.negated())),
                Arguments.of(
                        "not yet valid",
                        StatusCodes.Bad_CertificateTimeInvalid,
                        Certificates.good().valid(day, day.multipliedBy(9))),
                Arguments.of(
                        "of another program",
                        StatusCodes.Bad_CertificateUriInvalid,
                        Certificates.good().of("urn:plant:other")),
                Arguments.of(
                        "with a key of 1024 bits",
                        StatusCodes.Bad_CertificatePolicyCheckFailed,
                        Certificates.good().withBits(1_024)),
                Arguments.of(
                        "signed with SHA-1",
                        StatusCodes.Bad_CertificatePolicyCheckFailed,
                        Certificates.good().signedWith("SHA1withRSA")),
                Arguments.of(
                        "for signing lists only",
                        StatusCodes.Bad_CertificateUseNotAllowed,
                        Certificates.good().usableFor(KeyUsage.cRLSign)));
    }

    @ParameterizedTest(name = "a certificate {0}")
    @MethodSource("wrongCertificates")
    void isRefusedEvenWhenSomebodyHasAcceptedIt(String unusedName, long code, Certificates wrong) {
        assertRefused(() -> plant.trusted(Comes.properly().with(wrong)), code);
    }

    static Stream<Arguments> policies() {
        return Stream.of(
                        SecurityPolicy.Basic256Sha256,
                        SecurityPolicy.Aes128_Sha256_RsaOaep,
                        SecurityPolicy.Aes256_Sha256_RsaPss)
                .flatMap(policy -> Stream.of(
                        Arguments.of(policy, MessageSecurityMode.Sign),
                        Arguments.of(policy, MessageSecurityMode.SignAndEncrypt)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("policies")
    void aKnownProgramWithAKnownUserComesInThrough(SecurityPolicy policy, MessageSecurityMode mode) throws Exception {
        assertThat(state(plant.trusted(Comes.properly().through(policy, mode))).isGood())
                .isTrue();
    }

    @Test
    void aWrongPasswordAnUnknownUserAndNobodyAreRefusedInTheSameWords() {
        for (UsernameProvider wrong : List.of(
                new UsernameProvider("op", "wrong horse battery"), new UsernameProvider("nobody", APlant.PASSWORD))) {
            assertRefused(() -> plant.trusted(Comes.properly().as(wrong)), StatusCodes.Bad_UserAccessDenied);
        }
        assertThatThrownBy(() -> plant.trusted(Comes.properly().as(AnonymousProvider.INSTANCE)))
                .isInstanceOf(UaException.class);
    }

    @Test
    void afterFiveWrongPasswordsTheRightOneDoesNotOpenEither() throws Exception {
        KeyPair keys = Certificates.good().keys();
        X509Certificate certificate = Certificates.good().sign(keys);
        plant.accept(certificate);
        Comes guessing = Comes.properly().as(new UsernameProvider("op", "wrong horse battery"));
        for (int i = 0; i < 5; i++) {
            assertRefused(() -> plant.connect(guessing, keys, certificate), StatusCodes.Bad_UserAccessDenied);
        }

        assertRefused(() -> plant.connect(Comes.properly(), keys, certificate), StatusCodes.Bad_UserAccessDenied);
        assertThat(works(plant.connect(
                        Comes.properly().as(new UsernameProvider("viewer", APlant.PASSWORD)), keys, certificate)))
                .as("another user is not locked out")
                .isTrue();
        assertThat(plant.accounts.roleOf("op")).contains(Role.OPERATOR);
    }

    private static StatusCode state(OpcUaClient client) throws UaException {
        return client.readValue(0.0, TimestampsToReturn.Both, NodeIds.Server_ServerStatus_State)
                .statusCode();
    }

    private static boolean works(OpcUaClient client) {
        try {
            return state(client).isGood();
        } catch (UaException e) {
            return false;
        }
    }

    private static void assertRefused(ThrowingCallable comes, Long... codes) {
        assertThatThrownBy(comes)
                .isInstanceOfSatisfying(
                        UaException.class,
                        refused -> assertThat(refused.getStatusCode().value())
                                .as(refused.getMessage())
                                .isIn((Object[]) codes));
    }
}
