package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.process.Curve;
import dev.mortise.controller.domain.process.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Force over depth of one push: the peak of every cycle, the curve thinned to what a report may carry. */
final class PushRecord {

    private static final double MILLIMETRES_PER_METRE = 1e3;

    private final double[] depths = new double[Curve.POINTS_MAX];
    private final double[] forces = new double[Curve.POINTS_MAX];
    private int points;
    private int stride = 1;
    private int skipped;
    private double peakNewtons;
    private double depthMetres;

    void add(double newDepthMetres, double forceNewtons) {
        peakNewtons = Math.max(peakNewtons, forceNewtons);
        depthMetres = newDepthMetres;
        skipped++;
        if (skipped < stride) {
            return;
        }
        skipped = 0;
        if (points == Curve.POINTS_MAX) {
            thin();
        }
        depths[points] = newDepthMetres * MILLIMETRES_PER_METRE;
        forces[points] = forceNewtons;
        points++;
    }

    private void thin() {
        points /= 2;
        for (int i = 0; i < points; i++) {
            depths[i] = depths[2 * i];
            forces[i] = forces[2 * i];
        }
        stride *= 2;
    }

    List<Measurement> measurements() {
        return points == 0
                ? List.of()
                : List.of(
                        new Measurement("peak_force", peakNewtons, "N"),
                        new Measurement("depth", depthMetres * MILLIMETRES_PER_METRE, "mm"));
    }

    Optional<Curve> curve() {
        if (points == 0) {
            return Optional.empty();
        }
        List<Double> x = new ArrayList<>(points);
        List<Double> y = new ArrayList<>(points);
        for (int i = 0; i < points; i++) {
            x.add(depths[i]);
            y.add(forces[i]);
        }
        return Optional.of(new Curve("force", "mm", "N", x, y));
    }
}
