package dev.mortise.controller.adapter.plantserver.mapping;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/** What is screwed as a joining result of OPC 40450-1 v1.01. */
public final class JoiningWords {

    /** JoiningTechnology. */
    public static final String TECHNOLOGY = "Tightening";

    private JoiningWords() {}

    /** PhysicalQuantity of ResultValueDataType, by the unit that a tool measures in. */
    public enum Quantity {
        TORQUE("N·m", 2),
        ANGLE("deg", 3);

        private final String measuredIn;
        private final int number;

        Quantity(String measuredIn, int number) {
            this.measuredIn = measuredIn;
            this.number = number;
        }

        /** Empty for what is no value of a screw. */
        public static Optional<Quantity> in(String unit) {
            return Arrays.stream(values())
                    .filter(quantity -> quantity.measuredIn.equals(unit))
                    .findFirst();
        }

        public int number() {
            return number;
        }

        public EUInformation unit() {
            return switch (this) {
                case TORQUE -> Units.NEWTON_METRE;
                case ANGLE -> Units.DEGREE;
            };
        }
    }

    /** Classification of JoiningResultMetaDataType: one screw's, those of one program (a step), or of several. */
    public static int classification(int screws, long programs) {
        if (screws == 1) {
            return 1;
        }
        return programs == 1 ? 3 : 4;
    }

    /** ResultEvaluation of a value that has limits. */
    public static int withinLimits(boolean allowed) {
        return allowed ? ResultWords.OK : ResultWords.NOT_OK;
    }

    /**
     * ResultEvaluation of one screw.
     *
     * @param attempt that of the attempt
     * @param outside a value of the screw is outside its limits
     */
    public static int ofScrew(int attempt, boolean outside) {
        return attempt == ResultWords.NOT_OK && !outside ? ResultWords.NOT_DECIDABLE : attempt;
    }

    /** EntityType of EntityDataType. */
    public enum Entity {
        PRODUCT(21),
        PART(22),
        JOINT(23),
        JOINING_PROCESS(26),
        STATION(36);

        private final int number;

        Entity(int number) {
            this.number = number;
        }

        public short number() {
            return (short) number;
        }
    }
}
