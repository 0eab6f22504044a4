package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A search for the opening that a part did not meet: the part touched where its way should be free, so it is drawn back a
 * little, moved aside to the next place of a pattern, and led on slowly. The places are its budget.
 */
final class Search {

    private static final double MILLIMETRES_PER_METRE = 1e3;

    /** Contact so much deeper than the first is another one: the part is in, and is not moved aside there. */
    static final double CLEAR_METRES = 0.002;

    private final List<JointSpec> joints;
    private final Optional<SearchPattern> pattern;
    private int place;
    private double feltMetres;

    Search(List<JointSpec> joints, Optional<Insert> insert) {
        this.joints = List.copyOf(joints);
        this.pattern =
                insert.flatMap(guard -> guard.search().map(search -> new SearchPattern(joints, guard.axis(), search)));
    }

    /**
     * Something was felt at this depth where nothing should be.
     *
     * @return true when there is another place to try; false when there is no search, its places are used up, or the part is
     *     in an opening already
     */
    boolean goesOn(double depthMetres) {
        if (pattern.isEmpty() || place >= pattern.orElseThrow().places()) {
            return false;
        }
        if (place > 0 && depthMetres > feltMetres + CLEAR_METRES) {
            return false;
        }
        feltMetres = place == 0 ? depthMetres : Math.min(feltMetres, depthMetres);
        place++;
        return true;
    }

    /** Where the push is to begin now. */
    Planner.PushOrigin origin(double[] start) {
        double[] at = pattern.map(known -> known.at(place, start)).orElse(start);
        return new Planner.PushOrigin(at, place == 0 ? 0 : feltMetres);
    }

    List<Measurement> measurements() {
        return pattern.map(known -> List.of(
                        new Measurement("search_places", place, "1"),
                        new Measurement("search_offset", known.offset(place) * MILLIMETRES_PER_METRE, "mm")))
                .orElse(List.of());
    }

    /** What a person reads of it; nothing when none took place. */
    Map<String, String> told(double[] start, boolean seated) {
        if (place == 0) {
            return Map.of();
        }
        double[] at = origin(start).at();
        List<String> moved = new ArrayList<>();
        for (int axis = 0; axis < at.length; axis++) {
            if (at[axis] != start[axis]) {
                double millimetres = (at[axis] - start[axis]) * MILLIMETRES_PER_METRE;
                moved.add(String.format(
                        Locale.ROOT, "%s %+.2f mm", joints.get(axis).name(), millimetres));
            }
        }
        return Map.of(
                "search",
                String.format(
                        Locale.ROOT,
                        "contact at %.1f mm; %s at place %d of %d, %s",
                        feltMetres * MILLIMETRES_PER_METRE,
                        seated ? "seated" : "ended",
                        place,
                        pattern.orElseThrow().places(),
                        String.join(", ", moved)));
    }
}
