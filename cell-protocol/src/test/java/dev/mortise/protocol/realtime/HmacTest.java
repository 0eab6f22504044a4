package dev.mortise.protocol.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HmacTest {

    private static final HexFormat HEX = HexFormat.of();

    /** RFC 4231, 4.2 to 4.6; the fifth is published cut to 128 bits, as a tag is. */
    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of(
                        "0b".repeat(20),
                        HEX.formatHex("Hi There".getBytes(StandardCharsets.US_ASCII)),
                        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
                Arguments.of(
                        HEX.formatHex("Jefe".getBytes(StandardCharsets.US_ASCII)),
                        HEX.formatHex("what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)),
                        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                Arguments.of(
                        "aa".repeat(20),
                        "dd".repeat(50),
                        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
                Arguments.of(
                        "0102030405060708090a0b0c0d0e0f10111213141516171819",
                        "cd".repeat(50),
                        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
                Arguments.of(
                        "0c".repeat(20),
                        HEX.formatHex("Test With Truncation".getBytes(StandardCharsets.US_ASCII)),
                        "a3b6167473100ee06e0c796c2955552b"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedMessageHasItsPublishedCode(String key, String message, String code) {
        byte[] made = new Hmac()
                .key(HEX.parseHex(key))
                .begin()
                .add(HEX.parseHex(message))
                .end();

        assertThat(HEX.formatHex(made)).startsWith(code);
    }

    @Test
    void anyMessageInAnyPiecesHasTheCodeThatThePlatformGivesIt() throws GeneralSecurityException {
        Random random = new Random(4);
        Hmac hmac = new Hmac();
        for (int length = 0; length < 300; length++) {
            byte[] key = new byte[SharedKey.BYTES];
            random.nextBytes(key);
            byte[] message = new byte[length];
            random.nextBytes(message);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            int cut = random.nextInt(length + 1);

            byte[] made = hmac.key(key)
                    .begin()
                    .add(message, 0, cut)
                    .add(message, cut, length - cut)
                    .end();

            assertThat(made).as("%s bytes, cut at %s", length, cut).isEqualTo(mac.doFinal(message));
        }
    }

    @Test
    void aCodeThatWasBegunAndNotEndedDoesNotSpoilTheNext() {
        Hmac hmac = new Hmac().key(new byte[1]);
        byte[] once = hmac.begin().add(new byte[3]).end().clone();

        hmac.begin().add(new byte[7]);

        assertThat(hmac.begin().add(new byte[3]).end()).isEqualTo(once);
    }

    @Test
    void aKeyLongerThanABlockIsRefused() {
        assertThatThrownBy(() -> new Hmac().key(new byte[65])).hasMessage("a key of 65 bytes; at most 64");
    }
}
