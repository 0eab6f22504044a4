package dev.mortise.controller.actor;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.SessionKey;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The keys of a cell's robots in one life of its coordinator: made with it, handed to the PLC each time its link comes up (one
 * that was restarted has forgotten them), and used for a robot once its PLC has taken them. The same again changes nothing.
 */
final class SessionKeys {

    private final PlcLink plc;
    private final Map<RobotId, RobotLink> robots;
    private final Map<RobotId, SessionKey> keys;
    private final long epoch;
    private final BiConsumer<RobotId, String> refused;

    /** Told of each robot whose key is refused, with the reason. */
    SessionKeys(PlcLink plc, Map<RobotId, RobotLink> robots, long epoch, BiConsumer<RobotId, String> refused) {
        this.plc = plc;
        this.robots = robots;
        this.epoch = epoch;
        this.refused = refused;
        this.keys = robots.entrySet().stream()
                .filter(robot -> robot.getValue().isKeyedByItsPlc())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, robot -> SessionKey.random()));
    }

    void handOver() {
        keys.forEach((robot, key) -> plc.handKey(robot, epoch, key).whenComplete((taken, failure) -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause == null) {
                use(robot, key);
            } else if (cause instanceof PlcLink.KeyRefused) {
                refused.accept(robot, "its PLC does not take its key: " + cause.getMessage());
            }
            // of a link that was lost: the next one that comes up is handed it again
        }));
    }

    private void use(RobotId robot, SessionKey key) {
        RobotLink link = robots.get(robot);
        if (link != null) {
            link.key(key);
        }
    }
}
