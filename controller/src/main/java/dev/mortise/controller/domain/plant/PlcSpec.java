package dev.mortise.controller.domain.plant;

/**
 * Where a cell's PLC answers, and how it is spoken to.
 *
 * @param endpoint OPC UA endpoint, {@code opc.tcp://host:port/path}
 */
public record PlcSpec(String endpoint, Security security) {

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
