package dev.mortise.controller.adapter.realtime;

import dev.mortise.protocol.realtime.v1.quick.SessionReply;

/** Why a robot does not open a session, in words. */
final class Refusals {

    private Refusals() {}

    static String sentence(SessionReply reply) {
        return switch (reply.getRefusal()) {
            case REFUSAL_VERSION -> "it speaks version " + reply.getVersion() + " of the protocol";
            case REFUSAL_SCHEMA -> "its messages are of another schema";
            case REFUSAL_EPOCH -> "it obeys a coordinator with epoch " + reply.getEpochObeyed();
            case REFUSAL_BUSY -> "it has a session with another controller";
            case REFUSAL_SIMULATION ->
                reply.getSimulated()
                        ? "it is simulated and the controller is in production mode"
                        : "it is real and the controller is in simulation mode";
            default -> reply.getRefusal().name();
        };
    }
}
