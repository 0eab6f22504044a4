package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.lease.Tenure;
import dev.mortise.controller.domain.lease.Terms;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The judge of several controllers on one store: one in charge at any time, and what one of the past still does. */
final class Tenures {

    /** A controller that is awake finds out this long after its lease's end at the latest, and its process ends. */
    private static final Duration FINDS_OUT_WITHIN =
            Terms.LOOK_EVERY.plusMillis(LeaseKeeper.LATEST_LOOK_MILLIS).plusMillis(50);

    private final World world;
    private final Map<Kernel.Life, Tenure> holders = new LinkedHashMap<>();
    private long highestEpoch;

    Tenures(World world) {
        this.world = world;
    }

    /** A life holds the lease now, newly or for longer. */
    void holds(Kernel.Life life, Tenure tenure) {
        boolean begins = holders.put(life, tenure) == null;
        if (!begins) {
            return;
        }
        if (tenure.epoch() <= highestEpoch) {
            world.violate(life.name() + " is given epoch " + tenure.epoch() + " after " + highestEpoch);
        }
        highestEpoch = Math.max(highestEpoch, tenure.epoch());
        holders.forEach((other, held) -> {
            if (other != life && !other.isOver() && counts(other, held)) {
                world.violate(other.name() + " and " + life.name() + " count on the lease at the same time");
            }
        });
    }

    private static boolean counts(Kernel.Life life, Tenure tenure) {
        return tenure.at(life.clock()).ended().isEmpty();
    }

    void judgeSender(String what, Kernel.Life life) {
        Optional.ofNullable(holders.get(life)).ifPresent(tenure -> {
            boolean late = life.clock().compareTo(tenure.until().plus(FINDS_OUT_WITHIN)) > 0
                    && life.awake().compareTo(FINDS_OUT_WITHIN) > 0;
            if (late) {
                world.violate(life.name() + " sends " + what + " long after its lease");
            }
        });
    }

    void judgeWriter(long epoch, Kernel.Life life) {
        if (epoch < highestEpoch) {
            world.violate(life.name() + " writes with epoch " + epoch + " after " + highestEpoch);
        }
    }
}
