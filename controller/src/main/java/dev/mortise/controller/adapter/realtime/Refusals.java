package dev.mortise.controller.adapter.realtime;

import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.SessionReply;

/** Why a robot does not open a session, in words. */
final class Refusals {

    private Refusals() {}

    static String sentence(SessionReply reply) {
        return switch (reply.getRefusal()) {
            case REFUSAL_VERSION ->
                "it speaks version " + reply.getVersion() + " of the protocol, the controller " + Frame.VERSION;
            case REFUSAL_SCHEMA -> "its messages are of another schema";
            case REFUSAL_UNSPECIFIED -> "for a reason that this controller does not know";
            case REFUSAL_EPOCH -> "it obeys a coordinator with epoch " + reply.getEpochObeyed();
            case REFUSAL_BUSY -> "it has a session with another controller";
            case REFUSAL_SIMULATION ->
                reply.getSimulated()
                        ? "it is simulated and the controller is in production mode"
                        : "it is real and the controller is in simulation mode";
            default -> reply.getRefusal().name();
        };
    }

    /** Of a robot whose datagrams tell nothing that could be believed. */
    static String sentence(Frame.Fault unverified, boolean keyedByItsPlc) {
        if (keyedByItsPlc) {
            return "the robot's datagrams carry no valid tag: it has not taken the key that its PLC was handed, or they were changed on the way";
        }
        return switch (unverified) {
            case TAGGED -> "the robot's datagrams are tagged with a key, and plant.yaml names no key_file for it";
            case UNTAGGED ->
                "the robot's datagrams carry no valid tag: it has no key, and plant.yaml names a key_file for it";
            default ->
                "the robot's datagrams carry no valid tag: its key is not the one in key_file, or they were changed on the way";
        };
    }
}
