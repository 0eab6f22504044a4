package dev.mortise.controller.domain.process;

import java.util.List;

/** A measured curve: force over depth, pressure over time. At most {@link #POINTS_MAX} points. */
public record Curve(String name, String xUnit, String yUnit, List<Double> x, List<Double> y) {

    /** More than a screen can show; keeps an event below the store's page of evidence. */
    public static final int POINTS_MAX = 500;

    public Curve {
        x = List.copyOf(x);
        y = List.copyOf(y);
    }
}
