package dev.mortise.sim.robot;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.SharedKey;
import java.util.Optional;

/**
 * By what a robot knows its controllers: nothing, a key that it has from its start, or one that its PLC is handed. The last
 * is in memory only: a robot that was restarted knows nobody until a controller has handed over the next.
 */
public final class RobotKey {

    private final boolean fromPlc;
    private Optional<SharedKey> key;
    private long epoch;

    /** Of the key that the robot has not looked at yet; used under the lock. */
    private boolean replaced;

    private RobotKey(boolean fromPlc, Optional<SharedKey> key) {
        this.fromPlc = fromPlc;
        this.key = key;
    }

    /** Its datagrams carry a checksum only. */
    public static RobotKey none() {
        return new RobotKey(false, Optional.empty());
    }

    /** The same as long as it runs. */
    public static RobotKey of(SharedKey key) {
        return new RobotKey(false, Optional.of(key));
    }

    /** Until the PLC has one nobody has it: what is tagged with any key is refused as of a wrong one. */
    public static RobotKey fromPlc() {
        return new RobotKey(true, Optional.of(SharedKey.random()));
    }

    public boolean isFromPlc() {
        return fromPlc;
    }

    synchronized boolean isThere() {
        return key.isPresent();
    }

    /**
     * The PLC was handed this one. The same again changes nothing.
     *
     * @return false when the newest one is of a later epoch
     */
    public synchronized boolean put(long newEpoch, SharedKey newKey) {
        if (newEpoch < epoch) {
            return false;
        }
        epoch = newEpoch;
        if (!key.orElseThrow().isSame(newKey)) {
            key = Optional.of(newKey);
            replaced = true;
        }
        return true;
    }

    /** Whether {@link #frame} is another one since it was asked for. */
    synchronized boolean isReplaced() {
        return replaced;
    }

    synchronized Frame frame() {
        replaced = false;
        return Frame.ofRobot(key);
    }
}
