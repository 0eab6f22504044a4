package dev.mortise.protocol.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
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

    private static final String NAME = "R1/insert-compute-tray.C07/1/insert";
    private static final String HASH = "7708f0167d1505fc";

    @Test
    void aSessionRequestHasTheBytesOfTheSpecification() {
        assertThat(sealed(Frame.SESSION_REQUEST, 0, 1, request())).isEqualTo(REQUEST);
    }

    @Test
    void aCommandHasTheBytesOfTheSpecification() {
        assertThat(sealed(Frame.ROBOT_COMMAND, 7, 258, command())).isEqualTo(COMMAND);
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
        for (int i = 0; i < 159; i++) {
            full.addHorizon(i);
        }

        assertThat(new Frame().seal(bytes, Frame.ROBOT_COMMAND, 1, 1, full)).isPositive();
        assertThat(new Frame().seal(bytes, Frame.ROBOT_COMMAND, 1, 1, full.addHorizon(0)))
                .isZero();
    }

    @Test
    void theSpecificationStatesTheseBytesAndTheNumberOfTheSchema() throws IOException {
        String specification =
                Files.readString(Path.of("README.md")).replace("\n", "").replace(" ", "");

        assertThat(specification).contains(REQUEST, COMMAND, "0x" + HEX.toHexDigits(Names.schema()), NAME, HASH);
    }

    private static String sealed(int kind, int session, long counter, ProtoMessage<?> message) {
        byte[] bytes = new byte[Frame.DATAGRAM_MAX_BYTES];
        int length = new Frame().seal(bytes, kind, session, counter, message);
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
