package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.MotionProgram.Segment.Insert;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places beside the one where a push met something too early, from near to far: along a spiral of Archimedes whose turns are a
 * pitch apart, a pitch of way from each to the next, in the plane of the prismatic axes that do not push; with one such axis
 * alone by turns on either side. It ends with its radius. Pure: the n-th place is a formula.
 */
final class SearchPattern {

    /** Axes of a plane. */
    private static final int PLANE = 2;

    /** Of a radius that is a multiple of the pitch. */
    private static final double ROUNDING = 1e-9;

    private final int[] axes;
    private final double pitch;
    private final int places;

    SearchPattern(List<JointSpec> joints, int pushAxis, Insert.Search search) {
        this.axes = IntStream.range(0, joints.size())
                .filter(axis -> axis != pushAxis && joints.get(axis).prismatic())
                .limit(PLANE)
                .toArray();
        this.pitch = search.pitchMetres();
        double turns = search.radiusMetres() / pitch;
        // a place stands for pitch² of the plane
        this.places = switch (axes.length) {
            case 0 -> 0;
            case 1 -> PLANE * (int) Math.floor(turns + ROUNDING);
            default -> (int) Math.floor(Math.PI * turns * turns + ROUNDING);
        };
    }

    /** How many there are, without the one in the middle. */
    int places() {
        return places;
    }

    /**
     * A place.
     *
     * @param place from 1 to the number of places; 0 is the middle
     * @return a copy of the middle's axes, moved aside
     */
    double[] at(int place, double[] middle) {
        double[] at = middle.clone();
        if (place > 0 && axes.length == 1) {
            int side = place % PLANE == 0 ? -1 : 1;
            at[axes[0]] += side * pitch * pair(place);
        } else if (place > 0) {
            double angle = Math.sqrt(4 * Math.PI * place);
            double radius = pitch * angle / (2 * Math.PI);
            at[axes[0]] += radius * Math.cos(angle);
            at[axes[1]] += radius * Math.sin(angle);
        }
        return at;
    }

    /** Places on either side of the middle come in pairs. */
    private static int pair(int place) {
        return (place + 1) / PLANE;
    }

    /** Distance of a place from the middle. */
    double offset(int place) {
        return axes.length == 1 ? pitch * pair(place) : pitch * Math.sqrt(place / Math.PI);
    }
}
