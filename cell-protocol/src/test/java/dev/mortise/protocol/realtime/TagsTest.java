package dev.mortise.protocol.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mortise.protocol.realtime.Frame.Fault;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionClose;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import us.hebi.quickbuf.ProtoMessage;

/** Two ends that share a key, and somebody on the wire between who does not have it. */
class TagsTest {

    private static final int SESSION = 7;
    private static final int CYCLES = 10_000;

    private final SharedKey key = SharedKey.of(new byte[32]);
    private final Frame controller = Frame.ofController(Optional.of(key));
    private final Frame robot = Frame.ofRobot(Optional.of(key));
    private final RobotCommand command = RobotCommand.newInstance().setMode(CommandMode.COMMAND_HOLD);
    private final RobotState state = RobotState.newInstance().setCycle(1);

    @Test
    void endsThatShareAKeyUnderstandEachOther() {
        opened(SESSION);

        byte[] commanded = sealed(controller, Frame.ROBOT_COMMAND, SESSION, command);
        RobotCommand read = RobotCommand.newInstance();

        assertThat(robot.check(commanded, commanded.length)).isEqualTo(Fault.NONE);
        assertThat(robot.parse(commanded, commanded.length, read)).isEqualTo(Fault.NONE);
        assertThat(read).isEqualTo(command);
        assertThat(seen(controller, sealed(robot, Frame.ROBOT_STATE, SESSION, state)))
                .isEqualTo(Fault.NONE);
    }

    @Test
    void everyFlippedBitOfEveryKindIsNoticed() {
        byte[] request = sealed(controller, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance());
        everyFlippedBitIsNoticed(robot, request);
        assertThat(seen(robot, request)).isEqualTo(Fault.NONE);
        byte[] reply = sealed(robot, Frame.SESSION_REPLY, SESSION, SessionReply.newInstance());
        everyFlippedBitIsNoticed(controller, reply);
        assertThat(seen(controller, reply)).isEqualTo(Fault.NONE);
        controller.begins(SESSION);
        robot.begins(SESSION);
        everyFlippedBitIsNoticed(robot, sealed(controller, Frame.ROBOT_COMMAND, SESSION, command));
        everyFlippedBitIsNoticed(controller, sealed(robot, Frame.ROBOT_STATE, SESSION, state));
    }

    @Test
    void whatIsCutShortIsNoticedAtEveryLength() {
        opened(SESSION);
        byte[] commanded = sealed(controller, Frame.ROBOT_COMMAND, SESSION, command);

        for (int length = 0; length < commanded.length; length++) {
            assertThat(robot.check(commanded, length)).isIn(Fault.TOO_SHORT, Fault.TAG);
        }
    }

    @Test
    void aRequestOrReplyWithoutRoomForItsNoncesIsTooShort() {
        byte[] request = sealed(controller, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance());
        byte[] reply = sealed(robot, Frame.SESSION_REPLY, SESSION, SessionReply.newInstance());

        assertThat(robot.check(request, 47)).isEqualTo(Fault.TOO_SHORT);
        assertThat(controller.check(reply, 63)).isEqualTo(Fault.TOO_SHORT);
    }

    @Test
    void whatAnEndSaidIsNothingWhenItIsReflectedToIt() {
        byte[] request = sealed(controller, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance());
        seen(robot, request);
        byte[] reply = sealed(robot, Frame.SESSION_REPLY, SESSION, SessionReply.newInstance());
        seen(controller, reply);
        controller.begins(SESSION);
        robot.begins(SESSION);

        assertThat(seen(controller, sealed(controller, Frame.ROBOT_COMMAND, SESSION, command)))
                .isEqualTo(Fault.TAG);
        assertThat(seen(robot, sealed(robot, Frame.ROBOT_STATE, SESSION, state)))
                .isEqualTo(Fault.TAG);
        assertThat(seen(robot, asKind(Frame.SESSION_REQUEST, reply)))
                .as("nor does another kind in the prefix help")
                .isEqualTo(Fault.TAG);
    }

    @Test
    void aClosingIsOfTheEndThatSaidIt() {
        opened(SESSION);
        byte[] closing = sealed(controller, Frame.SESSION_CLOSE, SESSION, SessionClose.newInstance());

        assertThat(seen(robot, closing)).isEqualTo(Fault.NONE);
        assertThat(seen(controller, closing)).isEqualTo(Fault.TAG);
    }

    @Test
    void whatWasSaidInOneSessionIsNothingInAnotherEvenOfTheSameNumber() {
        opened(SESSION);
        byte[] commanded = sealed(controller, Frame.ROBOT_COMMAND, SESSION, command);
        byte[] said = sealed(robot, Frame.ROBOT_STATE, SESSION, state);
        opened(SESSION + 1);

        assertThat(seen(robot, commanded)).isEqualTo(Fault.SESSION);
        assertThat(seen(controller, said)).isEqualTo(Fault.SESSION);

        opened(SESSION);

        assertThat(seen(robot, commanded)).isEqualTo(Fault.TAG);
        assertThat(seen(controller, said)).isEqualTo(Fault.TAG);
    }

    @Test
    void aReplyToAnEarlierRequestGrantsNothing() {
        byte[] first = sealed(controller, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance());
        seen(robot, first);
        byte[] reply = sealed(robot, Frame.SESSION_REPLY, SESSION, SessionReply.newInstance());
        sealed(controller, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance());

        assertThat(seen(controller, reply)).isEqualTo(Fault.SESSION);
    }

    @Test
    void aRequestThatAWireSaysTwiceMakesNoSecondKey() {
        byte[] request = sealed(controller, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance());
        seen(robot, request);
        byte[] reply = sealed(robot, Frame.SESSION_REPLY, SESSION, SessionReply.newInstance());
        seen(robot, request);
        byte[] second = sealed(robot, Frame.SESSION_REPLY, SESSION, SessionReply.newInstance());

        assertThat(second).isEqualTo(reply);
        assertThat(seen(controller, reply)).isEqualTo(Fault.NONE);
        controller.begins(SESSION);
        assertThat(seen(robot, sealed(controller, Frame.ROBOT_COMMAND, SESSION, command)))
                .isEqualTo(Fault.NONE);
    }

    @Test
    void aRequestSaidAgainDoesNotTouchTheSessionThatRuns() {
        byte[] request = opened(SESSION);
        seen(robot, request);
        sealed(robot, Frame.SESSION_REPLY, SESSION + 1, SessionReply.newInstance());

        assertThat(seen(robot, sealed(controller, Frame.ROBOT_COMMAND, SESSION, command)))
                .isEqualTo(Fault.NONE);
        assertThat(seen(controller, sealed(robot, Frame.ROBOT_STATE, SESSION, state)))
                .isEqualTo(Fault.NONE);
    }

    @Test
    void anEndWithAKeyTakesNothingWithoutATagAndOneWithoutAKeyNothingWithOne() {
        Frame unkeyed = new Frame();

        assertThat(seen(robot, sealed(unkeyed, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance())))
                .isEqualTo(Fault.UNTAGGED);
        assertThat(seen(unkeyed, sealed(controller, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance())))
                .isEqualTo(Fault.TAGGED);
        byte[] blank = new byte[Frame.DATAGRAM_MAX_BYTES];
        assertThat(unkeyed.check(blank, robot.sealBlank(blank))).isEqualTo(Fault.TAGGED);
        assertThat(controller.check(blank, unkeyed.sealBlank(blank))).isEqualTo(Fault.UNTAGGED);
        assertThat(controller.check(blank, robot.sealBlank(blank))).isEqualTo(Fault.TAG);
    }

    @Test
    void anotherKeyOpensNothing() {
        byte[] bytes = new byte[32];
        bytes[31] = 1;
        Frame other = Frame.ofController(Optional.of(SharedKey.of(bytes)));

        assertThat(seen(robot, sealed(other, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance())))
                .isEqualTo(Fault.TAG);
    }

    @Test
    void aDatagramOfNoSessionIsNotLookedAt() {
        assertThat(seen(robot, sealed(controller, Frame.ROBOT_COMMAND, 0, command)))
                .isEqualTo(Fault.SESSION);
    }

    @Test
    void taggingReadingAndRefusingAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        opened(SESSION);
        byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
        for (int i = 0; i < 24 * 6; i++) {
            command.addHorizon(i);
        }
        cycles(out);
        cycles(out);

        long before = threads.getCurrentThreadAllocatedBytes();
        cycles(out);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes over %s cycles", CYCLES).isLessThan(CYCLES);
    }

    private void cycles(byte[] out) {
        for (int i = 0; i < CYCLES; i++) {
            int length = controller.seal(out, Frame.ROBOT_COMMAND, SESSION, i, command);
            Fault right = robot.check(out, length);
            out[length - 1] ^= 1;
            Fault wrong = robot.check(out, length);
            if (right != Fault.NONE || wrong != Fault.TAG) {
                throw new AssertionError(right + ", " + wrong);
            }
        }
    }

    /** Opens a session and tells the request it was opened with. */
    private byte[] opened(int session) {
        byte[] request = sealed(controller, Frame.SESSION_REQUEST, 0, SessionRequest.newInstance());
        assertThat(seen(robot, request)).isEqualTo(Fault.NONE);
        byte[] reply = sealed(robot, Frame.SESSION_REPLY, session, SessionReply.newInstance());
        assertThat(seen(controller, reply)).isEqualTo(Fault.NONE);
        controller.begins(session);
        robot.begins(session);
        return request;
    }

    private static byte[] sealed(Frame by, int kind, int session, ProtoMessage<?> message) {
        byte[] bytes = new byte[Frame.DATAGRAM_MAX_BYTES];
        int length = by.seal(bytes, kind, session, 1, message);
        return Arrays.copyOf(bytes, length);
    }

    private static Fault seen(Frame by, byte[] datagram) {
        return by.check(datagram, datagram.length);
    }

    private static byte[] asKind(int kind, byte[] datagram) {
        byte[] changed = datagram.clone();
        changed[3] = (byte) kind;
        return changed;
    }

    private static void everyFlippedBitIsNoticed(Frame by, byte[] datagram) {
        for (int bit = 0; bit < datagram.length * 8; bit++) {
            datagram[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(seen(by, datagram)).as("bit %s", bit).isNotEqualTo(Fault.NONE);

            datagram[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }
}
