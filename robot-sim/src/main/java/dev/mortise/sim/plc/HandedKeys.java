package dev.mortise.sim.plc;

import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.sim.robot.RobotKey;
import java.util.Map;
import java.util.Optional;

/** What becomes of a key that a controller hands to a PLC: it goes to the robot that it is for, and stays nowhere. */
public final class HandedKeys {

    private final Image image;
    private final Map<String, RobotKey> robots;

    /**
     * For the robots of one cell.
     *
     * @param image shows the highest epoch that the PLC has obeyed
     */
    public HandedKeys(Image image, Map<String, RobotKey> robots) {
        this.image = image;
        this.robots = Map.copyOf(robots);
    }

    /** Empty when it was taken; else why not. */
    String take(String robot, long epoch, byte[] key) {
        Optional<RobotKey> its = Optional.ofNullable(robots.get(robot)).filter(RobotKey::isFromPlc);
        if (its.isEmpty()) {
            return "UNKNOWN_ROBOT: no robot " + robot + " of this cell has its key from here";
        }
        if (key.length != SharedKey.BYTES) {
            return "BAD_KEY: " + key.length + " bytes; expected " + SharedKey.BYTES;
        }
        long obeyed = image.number("Status/Epoch");
        if (epoch < obeyed) {
            return "STALE_EPOCH: " + epoch + " is lower than " + obeyed;
        }
        return its.orElseThrow().put(epoch, SharedKey.of(key))
                ? ""
                : "STALE_EPOCH: " + epoch + " is lower than that of the key before";
    }
}
