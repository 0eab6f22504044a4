package dev.mortise.controller.actor;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.SessionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The keys of a cell's robots in one life of its coordinator: made with it, handed to the PLC each time its link comes up (one
 * that was restarted has forgotten them), and used for a robot once its PLC has taken them. The same again changes nothing.
 */
final class SessionKeys {

    private final Handing plc;
    private final List<Keyed> robots = new ArrayList<>();
    private final long epoch;
    private final BiConsumer<RobotId, String> refused;

    /** {@link PlcLink#handKey}. */
    interface Handing {
        CompletionStage<Void> handKey(RobotId robot, long epoch, SessionKey key);
    }

    private record Keyed(RobotId id, Consumer<SessionKey> uses, SessionKey key) {}

    /**
     * Of those robots whose keys are handed over.
     *
     * @param uses what a robot's link does with its key
     * @param refused told of each robot whose key is refused, with the reason
     */
    SessionKeys(Handing plc, Map<RobotId, Consumer<SessionKey>> uses, long epoch, BiConsumer<RobotId, String> refused) {
        this.plc = plc;
        this.epoch = epoch;
        this.refused = refused;
        uses.forEach((robot, use) -> robots.add(new Keyed(robot, use, SessionKey.random())));
    }

    void handOver() {
        robots.forEach(robot -> plc.handKey(robot.id, epoch, robot.key).whenComplete((taken, failure) -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause == null) {
                robot.uses.accept(robot.key);
            } else if (cause instanceof PlcLink.KeyRefused) {
                refused.accept(robot.id, "its PLC does not take its key: " + cause.getMessage());
            }
            // of a link that was lost: the next one that comes up is handed it again
        }));
    }
}
