package dev.mortise.controller.adapter.plantserver;

/** What the domain's words are in OPC 40450-1, the part of {@link Mapping} for what is screwed. */
final class JoiningMapping {

    /** PhysicalQuantity of OPC 40450-1. */
    static final int TORQUE = 2;

    static final int ANGLE = 3;

    private static final int OK = 1;
    private static final int NOT_OK = 2;
    private static final int NOT_DECIDABLE = 3;

    private JoiningMapping() {}

    /** Classification of OPC 40450-1: one screw's, those of one program (a step), or of several. */
    static int classification(int screws, long programs) {
        if (screws == 1) {
            return 1;
        }
        return programs == 1 ? 3 : 4;
    }

    /** ResultEvaluation of a value that has limits. */
    static int withinLimits(boolean allowed) {
        return allowed ? OK : NOT_OK;
    }

    /**
     * ResultEvaluation of one screw.
     *
     * @param attempt that of the attempt
     * @param outside a value of the screw is outside its limits
     */
    static int ofScrew(int attempt, boolean outside) {
        return attempt == NOT_OK && !outside ? NOT_DECIDABLE : attempt;
    }

    /** EntityType of OPC 40450-1. */
    enum Entity {
        PRODUCT(21),
        PART(22),
        JOINT(23),
        JOINING_PROCESS(26),
        STATION(36);

        private final int number;

        Entity(int number) {
            this.number = number;
        }

        short number() {
            return (short) number;
        }
    }
}
