package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.quick.Refusal;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;
import dev.mortise.protocol.realtime.v1.quick.SessionRequest;
import java.util.Optional;

/** The session that is asked of a robot, and whether the robot grants that one: plant.yaml says what it is led by. */
final class Wanted {

    private final RobotSpec plant;
    private final boolean acceptsSimulated;
    private final int horizonMax;
    private final SessionRequest request = SessionRequest.newInstance();

    Wanted(RobotSpec plant, boolean acceptsSimulated, int horizonMax) {
        this.plant = plant;
        this.acceptsSimulated = acceptsSimulated;
        this.horizonMax = horizonMax;
    }

    SessionRequest request(long nowNanos, long epoch) {
        request.clear();
        request.getMutableHeader().setTxNs(nowNanos).setSchema(Names.schema()).setEpoch((int) epoch);
        return request.setVersionMin(Frame.VERSION)
                .setVersionMax(Frame.VERSION)
                .setCycleUs(plant.cycleMicros())
                .setHorizonMax(horizonMax)
                .setAcceptsSimulated(acceptsSimulated)
                .setAcceptsReal(!acceptsSimulated);
    }

    /** Most set-points of a command in the session that is granted. */
    int horizon(SessionReply granted) {
        return Math.min(horizonMax, granted.getHorizonMax());
    }

    /** Why there is no session after this reply; empty: it grants what is wanted. */
    Optional<String> refused(SessionReply reply) {
        return reply.getRefusal() == Refusal.REFUSAL_NONE
                ? Declared.differs(plant, reply)
                : Optional.of("the robot refuses: " + Refusals.sentence(reply));
    }
}
