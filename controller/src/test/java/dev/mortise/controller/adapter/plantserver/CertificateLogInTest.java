package dev.mortise.controller.adapter.plantserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.access.Certificates;
import dev.mortise.controller.adapter.access.Fingerprint;
import dev.mortise.controller.adapter.plantserver.APlant.Comes;
import dev.mortise.controller.domain.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.SignedIdentityToken;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.SignatureData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Users who log in at the plant server by a certificate. */
@Tag("wire")
class CertificateLogInTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Another key than that of the program. */
    private static final Certificates USERS = Certificates.good().withBits(3_072);

    private static final X509Certificate CERTIFICATE = USERS.made();
    private static final PrivateKey KEY = USERS.keys().getPrivate();

    @TempDir
    Path directory;

    private APlant plant;

    /** How a client lies about what it has. */
    private interface Lie {
        SignatureData about(SignatureData signature, EndpointDescription endpoint, ByteString nonce) throws Exception;
    }

    @BeforeEach
    void open() throws Exception {
        plant = new APlant(directory);
        plant.also("card", Role.OPERATOR);
        plant.accounts.addCertificate("card", Files.write(directory.resolve("card.der"), CERTIFICATE.getEncoded()));
    }

    @AfterEach
    void close() {
        plant.close();
    }

    static Stream<Arguments> policies() {
        return PlantServerTest.policies();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("policies")
    void aUserComesInByTheirCertificateThrough(SecurityPolicy policy, MessageSecurityMode mode) throws Exception {
        assertThat(works(plant.trusted(proven().through(policy, mode)))).isTrue();
    }

    @Test
    void aCertificateThatIsNobodysOpensNothing() {
        X509Certificate nobodys = USERS.made();

        assertRefused(Comes.properly().as(new X509IdentityProvider(nobodys, KEY)));
    }

    @Test
    void aCertificateWithoutItsKeyOpensNothing() {
        PrivateKey anothers = Certificates.good().keys().getPrivate();

        assertRefused(Comes.properly().as(new X509IdentityProvider(CERTIFICATE, anothers)));
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("no signature", (made, endpoint, nonce) -> new SignatureData(made.getAlgorithm(), null)),
                lie("an empty signature", (made, endpoint, nonce) -> with(made, new byte[0])),
                lie("no algorithm", (made, endpoint, nonce) -> new SignatureData(null, made.getSignature())),
                lie("the algorithm 'none'", (made, endpoint, nonce) -> new SignatureData("", made.getSignature())),
                lie("one bit of the signature", (made, endpoint, nonce) -> {
                    byte[] changed = made.getSignature().bytesOrEmpty().clone();
                    changed[changed.length / 2] ^= 1;
                    return with(made, changed);
                }),
                lie(
                        "a signature over a number of before",
                        (made, endpoint, nonce) ->
                                signed(endpoint, ByteString.of(Arrays.copyOf(new byte[] {1}, nonce.length())))),
                lie(
                        "a signature for another policy",
                        (made, endpoint, nonce) -> new SignatureData(
                                SecurityPolicy.Aes256_Sha256_RsaPss.getAsymmetricSignatureAlgorithm()
                                        .getUri(),
                                made.getSignature())));
    }

    private static Arguments lie(String what, Lie lie) {
        return Arguments.of(what, lie);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void isNoProofOfTheKey(String unusedWhat, Lie lie) {
        IdentityProvider lying = (endpoint, nonce) -> {
            SignedIdentityToken told = new X509IdentityProvider(CERTIFICATE, KEY).getIdentityToken(endpoint, nonce);
            return new SignedIdentityToken(told.getToken(), lie.about(told.getSignature(), endpoint, nonce));
        };

        assertRefused(Comes.properly().as(lying));
    }

    @Test
    void whatIsTakenAwayEndsItsSessionAndOpensNothingMore() throws Exception {
        OpcUaClient client = plant.trusted(proven());

        plant.accounts.removeCertificate("card", Fingerprint.sha256(CERTIFICATE));

        Awaitility.await().atMost(PATIENCE).until(() -> !works(client));
        assertRefused(proven());
    }

    @Test
    void aUserWhoIsRemovedLosesTheSession() throws Exception {
        OpcUaClient client = plant.trusted(proven());

        plant.accounts.remove("card");

        Awaitility.await().atMost(PATIENCE).until(() -> !works(client));
    }

    @Test
    void fiveWrongProofsLockTheCertificateAndNobodysPassword() throws Exception {
        PrivateKey anothers = Certificates.good().keys().getPrivate();
        for (int i = 0; i < 5; i++) {
            assertRefused(Comes.properly().as(new X509IdentityProvider(CERTIFICATE, anothers)));
        }

        assertRefused(proven());
        assertThat(works(plant.trusted(Comes.properly().as(new UsernameProvider("card", APlant.PASSWORD)))))
                .isTrue();
    }

    private static Comes proven() {
        return Comes.properly().as(new X509IdentityProvider(CERTIFICATE, KEY));
    }

    private static SignatureData signed(EndpointDescription endpoint, ByteString nonce) throws Exception {
        return new X509IdentityProvider(CERTIFICATE, KEY)
                .getIdentityToken(endpoint, nonce)
                .getSignature();
    }

    private static SignatureData with(SignatureData made, byte[] signature) {
        return new SignatureData(made.getAlgorithm(), ByteString.of(signature));
    }

    private static boolean works(OpcUaClient client) {
        try {
            return client.readValue(0.0, TimestampsToReturn.Both, NodeIds.Server_ServerStatus_State)
                    .statusCode()
                    .isGood();
        } catch (UaException e) {
            return false;
        }
    }

    private void assertRefused(Comes comes) {
        assertThatThrownBy(() -> plant.trusted(comes))
                .isInstanceOfSatisfying(
                        UaException.class,
                        refused -> assertThat(refused.getStatusCode().value())
                                .as(refused.getMessage())
                                .isEqualTo(StatusCodes.Bad_UserAccessDenied));
    }
}
