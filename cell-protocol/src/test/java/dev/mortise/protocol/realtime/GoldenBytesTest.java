package dev.mortise.protocol.realtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.Interpolation;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import us.hebi.quickbuf.ProtoMessage;

/** The bytes of version 1, fixed: a robot written in C from the specification relies on them. */
class GoldenBytesTest {

    private static final HexFormat HEX = HexFormat.of();

    /** As the specification's worked example has them. */
    private static final String REQUEST = "52430103000000000100000000000000"
            + "15010000001d0100000025d00700002d18000000300138000a131940420f000000000035443322113d03000000"
            + "e7ebb0dc";

    private static final String COMMAND = "52430102070000000201000000000000"
            + "1de903000025020000006d01000000100270000a264188776655443322111980841e00000000000d0201000015e8030000"
            + "35443322113d030000002a10000000000000e03f000000000000d03f"
            + "ac2bc5d5";

    /** Of a gantry that declares its modes. */
    private static final String DECLARING_REPLY = "52430104070000000100000000000000"
            + "1d010000002507000000351800000095018e000000100198010240010a132140420f00000000000d010000003544332211"
            + "a201187b14ae47e17a943f7b14ae47e17a943f7b14ae47e17a943faa0118000000000000c03f000000000000c03f000000000000c03fb20118000000000000e03f000000000000e03f000000000000e0"
            + "3fba0118000000000000204000000000000020400000000000002040"
            + "b6c8a026";

    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static final String TAGGED_REQUEST = "52438103000000000100000000000000"
            + "15010000001d0100000025d00700002d18000000300138000a131940420f000000000035443322113d03000000"
            + "a44da471bc1faaa5bfc8583dc64843d218b2c274409cac31f4723bebd049d9db";

    private static final String TAGGED_REPLY = "52438104070000000100000000000000"
            + "1d0100000025070000003518000000100140010a132140420f00000000000d010000003544332211"
            + "a44da471bc1faaa5bfc8583dc64843d2e0a8a687ffef7e5be3f5125be319255669431447d845007948463fd8da0648f6";

    private static final String COMMANDS_KEY = "5165851189fa02d318f6be854f7c5b3d78f2481daf5d7efab15dc864fc2bc31e";
    private static final String COMMANDS_TAG = "c27e02222efdba081af1d8f525dbc8fc";

    private static final String NAME = "R1/insert-compute-tray.C07/1/insert";
    private static final String HASH = "7708f0167d1505fc";

    /** Their nonces are made of secrets, which are known here. */
    private final Frame controller = end(Tags.End.CONTROLLER, 1);

    private final Frame robot = end(Tags.End.ROBOT, 2);

    private static Frame end(Tags.End end, int secret) {
        byte[] bytes = new byte[Hmac.BYTES];
        Arrays.fill(bytes, (byte) secret);
        return new Frame(new Tags(end, SharedKey.of(HEX.parseHex(KEY)), bytes));
    }

    @Test
    void aSessionRequestHasTheBytesOfTheSpecification() {
        assertThat(sealed(Frame.SESSION_REQUEST, 0, 1, request())).isEqualTo(REQUEST);
    }

    @Test
    void aCommandHasTheBytesOfTheSpecification() {
        assertThat(sealed(Frame.ROBOT_COMMAND, 7, 258, command())).isEqualTo(COMMAND);
    }

    @Test
    void aReplyThatDeclaresModesHasTheBytesOfTheSpecification() {
        SessionReply declaring = reply().setModes(0b1000_1110).setInterpolation(Interpolation.INTERPOLATION_LINEAR);
        for (int direction = 0; direction < 3; direction++) {
            declaring.addCorrectionMax(0.02).addCorrectionVMax(0.125);
            declaring.addCorrectionAMax(0.5).addCorrectionJMax(8);
        }

        assertThat(sealed(Frame.SESSION_REPLY, 7, 1, declaring)).isEqualTo(DECLARING_REPLY);
    }

    @Test
    void aReplyOfBeforeModesWereDeclaredIsReadAsOneThatSaysNothingOfThem() {
        byte[] before = HEX.parseHex(TAGGED_REPLY);
        SessionReply read = SessionReply.newInstance();
        sealed(controller, Frame.SESSION_REQUEST, 0, 1, request());

        assertThat(controller.check(before, before.length)).isEqualTo(Frame.Fault.NONE);
        assertThat(controller.parse(before, before.length, read)).isEqualTo(Frame.Fault.NONE);

        assertThat(read.getSession()).isEqualTo(7);
        assertThat(read.hasModes()).isFalse();
        assertThat(read.hasInterpolation()).isFalse();
        assertThat(read.getCorrectionMax().length()).isZero();
    }

    @Test
    void aRequestWithATagHasTheBytesOfTheSpecification() {
        assertThat(sealed(controller, Frame.SESSION_REQUEST, 0, 1, request())).isEqualTo(TAGGED_REQUEST);
    }

    @Test
    void theReplyToItGrantsASessionWithTheBytesOfTheSpecification() {
        sealed(controller, Frame.SESSION_REQUEST, 0, 1, request());
        byte[] asked = HEX.parseHex(TAGGED_REQUEST);
        assertThat(robot.check(asked, asked.length)).isEqualTo(Frame.Fault.NONE);

        assertThat(sealed(robot, Frame.SESSION_REPLY, 7, 1, reply())).isEqualTo(TAGGED_REPLY);
    }

    @Test
    void aCommandInThatSessionHasTheTagOfTheSpecification() {
        theReplyToItGrantsASessionWithTheBytesOfTheSpecification();
        byte[] granted = HEX.parseHex(TAGGED_REPLY);
        assertThat(controller.check(granted, granted.length)).isEqualTo(Frame.Fault.NONE);
        controller.begins(7);

        String tagged = sealed(controller, Frame.ROBOT_COMMAND, 7, 258, command());

        assertThat(tagged).startsWith("52438102").endsWith(COMMANDS_TAG);
        assertThat(tagged.substring(8, tagged.length() - 32)).isEqualTo(COMMAND.substring(8, COMMAND.length() - 8));
    }

    /** By the platform's own code and the words of the specification, so that the bytes are not merely ours. */
    @Test
    void theTagsAreWhatTheSpecificationSaysOfThem() throws GeneralSecurityException {
        String controllersNonce = TAGGED_REQUEST.substring(TAGGED_REQUEST.length() - 64, TAGGED_REQUEST.length() - 32);
        String robotsNonce = TAGGED_REPLY.substring(TAGGED_REPLY.length() - 64, TAGGED_REPLY.length() - 32);
        String sessionKey = mac(
                KEY,
                HEX.formatHex("mortise realtime v1 command".getBytes(US_ASCII)) + controllersNonce + robotsNonce
                        + "07000000");

        assertThat(sessionKey).isEqualTo(COMMANDS_KEY);
        assertThat(TAGGED_REQUEST).endsWith(tag("mortise realtime v1 request", TAGGED_REQUEST));
        assertThat(TAGGED_REPLY).endsWith(tag("mortise realtime v1 reply", TAGGED_REPLY));
        assertThat(TAGGED_REPLY.substring(TAGGED_REPLY.length() - 96)).startsWith(controllersNonce);
        assertThat(mac(sessionKey, "52438102" + COMMAND.substring(8, COMMAND.length() - 8)))
                .startsWith(COMMANDS_TAG);
    }

    private static String tag(String label, String datagram) throws GeneralSecurityException {
        String key = mac(KEY, HEX.formatHex(label.getBytes(US_ASCII)));
        return mac(key, datagram.substring(0, datagram.length() - 32)).substring(0, 32);
    }

    private static String mac(String key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HEX.parseHex(key), "HmacSHA256"));
        return HEX.formatHex(mac.doFinal(HEX.parseHex(message)));
    }

    @Test
    void aNameIsTheBeginningOfItsHash() {
        assertThat(HEX.toHexDigits(Names.command(NAME))).isEqualTo(HASH);
    }

    @Test
    void asManyPositionsFitIntoACommandAsTheSpecificationSays() {
        RobotCommand full = command().setStopCategory(0);
        full.getMutableHeader().setEchoTxNs(1).setEchoRxNs(1).setDeadlineNs(1).setEchoDeadlineNs(1);
        full.getMutableHorizon().clear();
        byte[] bytes = new byte[Frame.DATAGRAM_MAX_BYTES];
        for (int i = 0; i < 158; i++) {
            full.addHorizon(i);
        }

        assertThat(controller.seal(bytes, Frame.ROBOT_COMMAND, 1, 1, full)).isPositive();
        full.addHorizon(158);
        assertThat(controller.seal(bytes, Frame.ROBOT_COMMAND, 1, 1, full)).isZero();
        assertThat(new Frame().seal(bytes, Frame.ROBOT_COMMAND, 1, 1, full)).isPositive();
        assertThat(new Frame().seal(bytes, Frame.ROBOT_COMMAND, 1, 1, full.addHorizon(0)))
                .isZero();
    }

    @Test
    void theSpecificationStatesTheseBytesAndTheNumberOfTheSchema() throws IOException {
        String specification =
                Files.readString(Path.of("README.md")).replace("\n", "").replace(" ", "");

        assertThat(specification).contains(KEY, TAGGED_REQUEST, TAGGED_REPLY, COMMANDS_KEY, COMMANDS_TAG);
        assertThat(specification)
                .contains(REQUEST, COMMAND, DECLARING_REPLY, "0x" + HEX.toHexDigits(Names.schema()), NAME, HASH);
    }

    private static String sealed(int kind, int session, long counter, ProtoMessage<?> message) {
        return sealed(new Frame(), kind, session, counter, message);
    }

    private static String sealed(Frame by, int kind, int session, long counter, ProtoMessage<?> message) {
        byte[] bytes = new byte[Frame.DATAGRAM_MAX_BYTES];
        int length = by.seal(bytes, kind, session, counter, message);
        return HEX.formatHex(Arrays.copyOf(bytes, length));
    }

    private static SessionRequest request() {
        SessionRequest request = SessionRequest.newInstance()
                .setVersionMin(1)
                .setVersionMax(1)
                .setCycleUs(2_000)
                .setHorizonMax(24)
                .setAcceptsSimulated(true)
                .setAcceptsReal(false);
        request.getMutableHeader().setTxNs(1_000_000).setSchema(0x11223344).setEpoch(3);
        return request;
    }

    private static SessionReply reply() {
        SessionReply reply = SessionReply.newInstance()
                .setRefusal(Refusal.REFUSAL_NONE)
                .setVersion(1)
                .setSession(7)
                .setHorizonMax(24)
                .setSimulated(true);
        reply.getMutableHeader().setSeq(1).setEchoTxNs(1_000_000).setSchema(0x11223344);
        return reply;
    }

    private static RobotCommand command() {
        RobotCommand command = RobotCommand.newInstance()
                .setMode(CommandMode.COMMAND_JOINT_POSITION)
                .setFirstCycle(1_001)
                .setSetpoints(2)
                .setMoveIndex(1)
                .setFinished(false)
                .addHorizon(0.5)
                .addHorizon(0.25);
        command.getMutableHeader()
                .setSeq(258)
                .setAckSeq(1_000)
                .setTxNs(2_000_000)
                .setSchema(0x11223344)
                .setEpoch(3)
                .setCommandId(0x1122334455667788L);
        return command;
    }
}
