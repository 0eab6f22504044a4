package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.cell.Moment;
import dev.mortise.controller.domain.motion.RobotReading;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.RobotSays;
import dev.mortise.protocol.realtime.v1.quick.DriveState;
import dev.mortise.protocol.realtime.v1.quick.OperationMode;
import dev.mortise.protocol.realtime.v1.quick.RobotState;
import dev.mortise.protocol.realtime.v1.quick.SafetyState;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A robot's newest state: written by the real-time thread without a wait and without an object, read by any thread. */
final class LatestState {

    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(LatestState.class, "version", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The writer needs less, unless the machine does not run it at all. */
    private static final long RETRY_NANOS = 10_000;

    /** Of the load, while no motion is in hand or its plan does not say. */
    static final double NOBODY_SAYS = 0;

    private final RobotId id;
    private final double[] joints;
    private final double[] speeds;
    private boolean connected;
    private boolean everHeard;
    private boolean simulated;
    private SessionState session = SessionState.SESSION_IDLE;
    private double forceNewtons;
    private double quality;
    private long heardNanos;
    private boolean speedsSaid;
    private DriveState drives = DriveState.DRIVE_STATE_UNSPECIFIED;
    private StopReason stop = StopReason.STOP_REASON_UNSPECIFIED;
    private SafetyState safety = SafetyState.SAFETY_STATE_UNSPECIFIED;
    private OperationMode mode = OperationMode.OPERATION_MODE_UNSPECIFIED;
    private double payloadKilograms = NOBODY_SAYS;

    /** Odd while the rest is being written. */
    private volatile int version;

    LatestState(RobotId id, int axes) {
        this.id = id;
        this.joints = new double[axes];
        this.speeds = new double[axes];
    }

    void opened(boolean isSimulated) {
        int begun = begin();
        simulated = isSimulated;
        end(begun);
    }

    void heard(long nowNanos, RobotState said, RobotReading reading, double newQuality) {
        int begun = begin();
        connected = true;
        everHeard = true;
        heardNanos = nowNanos;
        session = said.getSessionState();
        drives = said.getDriveState();
        stop = said.getStopReason();
        safety = said.getSafetyState();
        mode = said.getOperationMode();
        forceNewtons = reading.forceNewtons();
        quality = newQuality;
        speedsSaid = said.getDq().length() == speeds.length;
        for (int axis = 0; axis < joints.length; axis++) {
            joints[axis] = reading.axis(axis);
            speeds[axis] = speedsSaid ? said.getDq().get(axis) : 0;
        }
        end(begun);
    }

    void carries(double kilograms) {
        int begun = begin();
        payloadKilograms = kilograms;
        end(begun);
    }

    void down() {
        int begun = begin();
        connected = false;
        forceNewtons = 0;
        quality = 0;
        end(begun);
    }

    private int begin() {
        int begun = version + 1;
        VERSION.setOpaque(this, begun);
        VarHandle.storeStoreFence();
        return begun;
    }

    private void end(int begun) {
        VERSION.setRelease(this, begun + 1);
    }

    /** The newest state as a whole. */
    RobotView read(LinkFigures link, Moment now) {
        while (true) {
            int before = version;
            if ((before & 1) == 0) {
                RobotView view = copy(link, now);
                VarHandle.loadLoadFence();
                if (before == version) {
                    return view;
                }
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private RobotView copy(LinkFigures link, Moment now) {
        return new RobotView(
                id,
                connected,
                simulated,
                connected ? session.name().replace("SESSION_", "") : "CLOSED",
                everHeard ? list(joints) : List.of(),
                forceNewtons,
                quality,
                link,
                everHeard ? says(now) : RobotSays.NOTHING);
    }

    private RobotSays says(Moment now) {
        long age = Math.max(0, now.uptime().toNanos() - heardNanos); // it may have been heard since we looked
        return new RobotSays(
                Optional.of(now.now().minusNanos(age)),
                speedsSaid ? list(speeds) : List.of(),
                States.inControl(drives),
                States.onPath(session, stop),
                States.safety(safety),
                States.mode(mode),
                payloadKilograms == NOBODY_SAYS ? Optional.empty() : Optional.of(payloadKilograms));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
