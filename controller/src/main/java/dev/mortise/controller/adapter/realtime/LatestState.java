package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.motion.RobotReading;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
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

    private final RobotId id;
    private final double[] joints;
    private boolean connected;
    private boolean simulated;
    private SessionState session = SessionState.SESSION_IDLE;
    private double forceNewtons;
    private double quality;

    /** Odd while the rest is being written. */
    private volatile int version;

    LatestState(RobotId id, int axes) {
        this.id = id;
        this.joints = new double[axes];
    }

    void opened(boolean isSimulated) {
        int begun = begin();
        simulated = isSimulated;
        end(begun);
    }

    void heard(SessionState newSession, RobotReading reading, double newQuality) {
        int begun = begin();
        connected = true;
        session = newSession;
        forceNewtons = reading.forceNewtons();
        quality = newQuality;
        for (int axis = 0; axis < joints.length; axis++) {
            joints[axis] = reading.axis(axis);
        }
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
    RobotView read(LinkFigures link) {
        while (true) {
            int before = version;
            if ((before & 1) == 0) {
                RobotView view = copy(link);
                VarHandle.loadLoadFence();
                if (before == version) {
                    return view;
                }
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private RobotView copy(LinkFigures link) {
        List<Double> positions = new ArrayList<>(joints.length);
        for (double joint : joints) {
            positions.add(joint);
        }
        return new RobotView(
                id,
                connected,
                simulated,
                connected ? session.name().replace("SESSION_", "") : "CLOSED",
                connected || everHeard() ? positions : List.of(),
                forceNewtons,
                quality,
                link);
    }

    private boolean everHeard() {
        return session != SessionState.SESSION_IDLE;
    }
}
