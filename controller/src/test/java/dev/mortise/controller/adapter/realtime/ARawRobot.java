package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** A robot of which every datagram can be chosen, the wrong ones too. It has no clock: it says what it is told to say. */
final class ARawRobot implements AutoCloseable {

    private static final int MESSAGE_MAX_BYTES = Frame.DATAGRAM_MAX_BYTES - Frame.PREFIX_BYTES - Frame.TRAILER_BYTES;

    static final int SESSION = 5;
    private static final int CYCLE_MICROS = 1_000;
    private static final JointSpec JOINT = new JointSpec("x", true, -1, 1, 2, 8, 80);
    private static final int AT_VERSION = 2;
    private static final int PATIENCE_MILLIS = 10_000;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Frame frame;
    private final Optional<String> keyFile;
    private final byte[] in = new byte[2_048];
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final DatagramPacket received = new DatagramPacket(in, in.length);
    private final SessionRequest request = SessionRequest.newInstance();
    private final RobotCommand command = RobotCommand.newInstance();
    private byte[] more = {};
    private Consumer<SessionReply> declared = reply -> {};
    private Optional<SocketAddress> controller = Optional.empty();
    private long counter;
    private int cycle;
    private int sessions;
    private int moveIndex;
    private double position = 0.25;

    ARawRobot() throws IOException {
        this(Optional.empty());
    }

    ARawRobot(Optional<AKey> key) throws IOException {
        frame = Frame.ofRobot(key.map(AKey::key));
        keyFile = key.map(AKey::file);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RobotSpec spec() {
        return new RobotSpec(
                new RobotId("RAW"),
                "127.0.0.1",
                socket.getLocalPort(),
                CYCLE_MICROS,
                RobotSpec.Kinematics.GANTRY,
                List.of(JOINT),
                Map.of(),
                Optional.empty(),
                keyFile.<RobotKey>map(RobotKey.File::new).orElse(RobotKey.NONE),
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
    }

    /** Says otherwise of itself in the replies to come. */
    void declares(Consumer<SessionReply> change) {
        declared = change;
    }

    /** Grants the session that is asked for. */
    void grant() throws IOException {
        while (hear() != Frame.SESSION_REQUEST) {
            // a command of the session before
        }
        granted();
    }

    /** Whether the next that is heard is another request. */
    boolean isAskedAnew() throws IOException {
        return hear() == Frame.SESSION_REQUEST;
    }

    /** How often a session was granted: more than once when the machine stood still for longer than a session lasts. */
    int sessions() {
        return sessions;
    }

    private void granted() throws IOException {
        sessions++;
        controller = Optional.of(received.getSocketAddress());
        frame.check(in, received.getLength());
        frame.parse(in, received.getLength(), request);
        SessionReply reply = SessionReply.newInstance();
        reply.getMutableHeader()
                .setSchema(Names.schema())
                .setEchoTxNs(request.getHeader().getTxNs());
        reply.setRefusal(Refusal.REFUSAL_NONE)
                .setVersion(Frame.VERSION)
                .setSession(SESSION)
                .setCycleUs(CYCLE_MICROS)
                .setHorizonMax(24)
                .setAxes(1)
                .setSimulated(true)
                .addQMin(JOINT.min())
                .addQMax(JOINT.max())
                .addDqMax(JOINT.velocityMax())
                .addDdqMax(JOINT.accelerationMax())
                .addDddqMax(JOINT.jerkMax());
        declared.accept(reply);
        send(frame.seal(out, Frame.SESSION_REPLY, SESSION, ++counter, reply));
        frame.begins(SESSION);
    }

    private int hear() throws IOException {
        received.setLength(in.length);
        socket.receive(received);
        return Frame.kind(in);
    }

    /** The command that answers the newest state. */
    RobotCommand answer() throws IOException {
        do {
            if (hear() == Frame.SESSION_REQUEST) {
                granted();
                says();
            } else {
                frame.parse(in, received.getLength(), command);
            }
        } while (command.getHeader().getAckSeq() != (int) counter);
        if (command.getMode() == CommandMode.COMMAND_JOINT_POSITION) {
            moveIndex = command.getMoveIndex();
            position = command.getHorizon().get(0); // it is there in the cycle that comes
        }
        return command;
    }

    /** The newest command led it on: how far it is. */
    boolean isLed() {
        return command.getMode() == CommandMode.COMMAND_JOINT_POSITION;
    }

    double position() {
        return position;
    }

    /** The state of the next cycle, with the next counter. */
    RobotState state() {
        cycle++;
        counter++;
        return state(counter, Names.schema(), 1);
    }

    private RobotState state(long number, int schema, int epoch) {
        RobotState state = RobotState.newInstance()
                .setSessionState(
                        moveIndex == 0 ? SessionState.SESSION_MONITORING_READY : SessionState.SESSION_COMMANDING_ACTIVE)
                .setStopReason(StopReason.STOP_REASON_NONE)
                .setCycle(cycle)
                .setMoveIndex(moveIndex);
        state.addQ(position);
        state.getMutableHeader()
                .setSeq((int) number)
                .setAckSeq(command.getHeader().getSeq())
                .setTxNs(System.nanoTime())
                .setEchoTxNs(command.getHeader().getTxNs())
                .setEchoRxNs(System.nanoTime())
                .setSchema(schema)
                .setEpoch(epoch);
        return state;
    }

    void says() throws IOException {
        send(sealed(state()));
    }

    /** Passes over so many counters, as if their datagrams were lost. */
    void loses(int states) {
        counter += states;
        cycle += states;
    }

    /** A state sent again, or late. */
    void saysAgain(long number) throws IOException {
        send(frame.seal(out, Frame.ROBOT_STATE, SESSION, number, state(number, Names.schema(), 1)));
    }

    long counter() {
        return counter;
    }

    void saysOfAnotherSession() throws IOException {
        send(frame.seal(out, Frame.ROBOT_STATE, SESSION + 1, ++counter, state(counter, Names.schema(), 1)));
    }

    void saysInAnotherSchema() throws IOException {
        send(frame.seal(out, Frame.ROBOT_STATE, SESSION, ++counter, state(counter, Names.schema() + 1, 1)));
    }

    void saysOfAnEpoch(int epoch) throws IOException {
        send(frame.seal(out, Frame.ROBOT_STATE, SESSION, ++counter, state(counter, Names.schema(), epoch)));
    }

    /** One bit is wrong. */
    void saysDamaged() throws IOException {
        int length = sealed(state());
        out[Frame.PREFIX_BYTES + 3] ^= 4;
        send(length);
    }

    /** In the version of an end without a key; what its trailer says does not matter to one that has a key. */
    void saysUntagged() throws IOException {
        int length = sealed(state());
        out[AT_VERSION] = Frame.VERSION;
        send(length);
    }

    void saysLittle() throws IOException {
        Arrays.fill(out, (byte) 0);
        send(7);
    }

    /** A right checksum over bytes that are no message: the newest field ends behind the datagram. */
    void saysNonsense() throws IOException {
        int length = sealed(state()) - Frame.TRAILER_BYTES;
        int start = length;
        out[length++] = (byte) 0xFA; // field 31, length-delimited
        out[length++] = 0x01;
        out[length++] = 0x7F; // of 127 bytes, and there are none
        if (length - start != 3) {
            throw new AssertionError("three bytes were to be added");
        }
        send(checked(length));
    }

    /** The bytes of its next state, without what is before and behind. */
    byte[] stateBytes() {
        return Arrays.copyOfRange(out, Frame.PREFIX_BYTES, sealed(state()) - Frame.TRAILER_BYTES);
    }

    /** These bytes as its next state, with a right checksum. */
    void says(byte[] message) throws IOException {
        int end = Frame.PREFIX_BYTES + Math.min(message.length, MESSAGE_MAX_BYTES);
        int unusedLength = sealed(state());
        System.arraycopy(message, 0, out, Frame.PREFIX_BYTES, end - Frame.PREFIX_BYTES);
        send(checked(end));
    }

    /** With a right checksum behind so many bytes; the length then. */
    private int checked(int end) {
        CRC32C crc = new CRC32C();
        crc.update(out, 0, end);
        for (int i = 0; i < Frame.TRAILER_BYTES; i++) {
            out[end + i] = (byte) (crc.getValue() >>> (8 * i));
        }
        return end + Frame.TRAILER_BYTES;
    }

    /** From now on these bytes stand behind the fields of every message: what a later release has to say, too. */
    void saysMore(byte[] fields) {
        more = fields;
    }

    private int sealed(RobotState state) {
        return frame.seal(out, Frame.ROBOT_STATE, SESSION, counter, state);
    }

    private void send(int sealed) throws IOException {
        int length = sealed;
        if (more.length > 0) {
            int end = sealed - Frame.TRAILER_BYTES;
            System.arraycopy(more, 0, out, end, more.length);
            length = checked(end + more.length);
        }
        socket.send(new DatagramPacket(out, length, controller.orElseThrow()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
