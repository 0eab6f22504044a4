package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.motion.Rehearsal;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A made-up robot on the loopback interface, led through a long move on the real-time thread itself: what runs every cycle is
 * loaded and compiled before a real robot depends on it; and so is what plans a straight way, which is begun on this thread.
 */
final class WarmUp implements AutoCloseable {

    /** Robots without a key and with one. */
    static final int KINDS = 2;

    /** Planned for a made-up arm: the second is quick, some more are compiled. */
    private static final int STRAIGHT_WAYS = 10;

    private static final int SESSION = 1;
    private static final int CYCLE_MICROS = 1_000;
    private static final double FAR = 1e6;

    /** A machine may keep back one datagram; it does not keep back all. */
    private static final int TRIES = 1_000;

    private final DatagramChannel robot;
    private final Session session;
    private final RobotDriver driver;
    private final Frame frame;
    private final byte[] out = new byte[Frame.DATAGRAM_MAX_BYTES];
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out);
    private final ByteBuffer in = ByteBuffer.allocate(Frame.DATAGRAM_MAX_BYTES);
    private final RobotState state = RobotState.newInstance();
    private final int horizonCycles;
    private final long begunNanos = System.nanoTime();
    private final long longestNanos;
    private long sent;

    WarmUp(boolean keyed, int horizonCycles, Duration longest, Events events) throws IOException {
        this.horizonCycles = horizonCycles;
        longestNanos = longest.toNanos();
        Optional<SharedKey> key = keyed ? Optional.of(SharedKey.of(new byte[SharedKey.BYTES])) : Optional.empty();
        frame = Frame.ofRobot(key);
        robot = DatagramChannel.open(StandardProtocolFamily.INET);
        robot.configureBlocking(false);
        robot.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        InetSocketAddress there = (InetSocketAddress) robot.getLocalAddress();
        RobotSpec spec = new RobotSpec(
                new RobotId("WARM-UP"),
                there.getHostString(),
                there.getPort(),
                CYCLE_MICROS,
                RobotSpec.Kinematics.GANTRY,
                List.of(new JointSpec("x", true, -FAR, FAR, 1, 1, 1)),
                Map.of(),
                Optional.empty(),
                RobotKey.NONE,
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
        session = new Session(spec, Frame.ofController(key), true, horizonCycles, Tuning.SILENCE_MILLIS);
        driver = new RobotDriver(spec, session, horizonCycles, events, (box, report) -> box.readOut());
    }

    /**
     * Runs so many cycles, or as many as the time allows.
     *
     * @return how many were answered
     */
    int cycles(int count) throws IOException {
        if (!open()) {
            return 0;
        }
        says(0, SessionState.SESSION_MONITORING_READY);
        heard();
        MotionProgram program = new MotionProgram(List.of(new Segment.Joints(List.of(FAR), 1)));
        driver.run(new CommandId("warm/up/1/x"), 1, program, RobotStatus.ANY_LIFE);
        int answered = 0;
        for (int cycle = 1; cycle <= count && System.nanoTime() - begunNanos < longestNanos; cycle++) {
            boolean moves = cycle > 1;
            says(
                    cycle,
                    moves ? SessionState.SESSION_COMMANDING_ACTIVE : SessionState.SESSION_MONITORING_READY,
                    moves ? 1 : 0);
            answered += heard() ? 1 : 0;
        }
        for (int i = 0; i < STRAIGHT_WAYS && (i == 0 || System.nanoTime() - begunNanos < longestNanos); i++) {
            Rehearsal.straightWay();
        }
        return answered;
    }

    private boolean open() throws IOException {
        driver.open(1, new Nobody());
        driver.tick(System.nanoTime());
        for (int i = 0; i < TRIES; i++) {
            in.clear();
            SocketAddress from = robot.receive(in);
            if (from != null) {
                robot.connect(from);
                SessionRequest request = SessionRequest.newInstance();
                if (frame.check(in.array(), in.position()) != Frame.Fault.NONE) {
                    return false; // of somebody else
                }
                frame.parse(in.array(), in.position(), request);
                SessionReply reply = SessionReply.newInstance();
                reply.getMutableHeader()
                        .setSchema(Names.schema())
                        .setEchoTxNs(request.getHeader().getTxNs());
                reply.setRefusal(Refusal.REFUSAL_NONE)
                        .setVersion(Frame.VERSION)
                        .setCycleUs(CYCLE_MICROS)
                        .setAxes(1)
                        .setSession(SESSION)
                        .setHorizonMax(horizonCycles)
                        .setSimulated(true);
                send(frame.seal(out, Frame.SESSION_REPLY, SESSION, ++sent, reply));
                frame.begins(SESSION);
                return heard();
            }
        }
        return false;
    }

    private void says(int cycle, SessionState what) throws IOException {
        says(cycle, what, 0);
    }

    private void says(int cycle, SessionState what, int moveIndex) throws IOException {
        state.clear();
        state.setSessionState(what)
                .setStopReason(StopReason.STOP_REASON_NONE)
                .setCycle(cycle)
                .setMoveIndex(moveIndex)
                .addQ(0);
        long now = System.nanoTime();
        state.getMutableHeader().setSeq((int) sent + 1).setTxNs(now).setSchema(Names.schema());
        send(frame.seal(out, Frame.ROBOT_STATE, SESSION, ++sent, state));
    }

    private boolean heard() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            driver.receive(System.nanoTime());
            in.clear();
            if (robot.read(in) > 0) {
                return true;
            }
        }
        return false;
    }

    private void send(int length) throws IOException {
        outBuffer.clear().limit(length);
        robot.write(outBuffer);
    }

    @Override
    public void close() throws IOException {
        driver.close();
        robot.close();
    }

    /** A made-up robot has no cell. */
    private static final class Nobody implements RobotLink.Listener {
        @Override
        public void linkUp(RobotStatus status) {
            // made up
        }

        @Override
        public void linkDown(String why) {
            // made up
        }

        @Override
        public void motionEnded(StepReport report) {
            // made up
        }
    }
}
