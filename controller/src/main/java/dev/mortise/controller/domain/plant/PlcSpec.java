package dev.mortise.controller.domain.plant;

import java.time.Duration;

/**
 * Where a cell's PLC answers, and how it is spoken to.
 *
 * @param endpoint OPC UA endpoint, {@code opc.tcp://host:port/path}
 * @param actsWithin how long its unit may take to come through a state in which it only acts, like Holding
 */
public record PlcSpec(String endpoint, Security security, Duration actsWithin) {

    /** Time to bring a moving axis to rest, or to send all to their reference points; a unit that needs more says so. */
    public static final Duration ACTS_WITHIN = Duration.ofSeconds(60);

    public PlcSpec(String endpoint, Security security) {
        this(endpoint, security, ACTS_WITHIN);
    }

    /** OPC 10000-4, MessageSecurityMode. */
    public enum Security {
        /** Whoever reaches the wire may speak for either end: it belongs on a network of its own. */
        NONE,
        /** Nobody can change what is said, everybody on the wire can read it. */
        SIGN,
        SIGN_AND_ENCRYPT
    }

    /** A PLC on a network of its own. */
    public static PlcSpec open(String endpoint) {
        return new PlcSpec(endpoint, Security.NONE);
    }
}
