package dev.mortise.sim.world;

import java.util.List;
import java.util.Map;

/**
 * How a command ended, as the PLC stores it.
 *
 * @param code 1 OK, 2 part failure, 3 station fault
 */
public record Outcome(
        int code,
        String reason,
        List<Value> values,
        Map<String, String> reports,
        CurveData curve,
        List<String> effects) {

    public static final int OK = 1;
    public static final int PART_FAILURE = 2;
    public static final int STATION_FAULT = 3;

    /** One measured value. */
    public record Value(String name, double value, String unit) {}

    /** A curve; an empty name means none. */
    public record CurveData(String name, String xUnit, String yUnit, List<Double> x, List<Double> y) {
        public static final CurveData NONE = new CurveData("", "", "", List.of(), List.of());
    }

    public Outcome {
        values = List.copyOf(values);
        reports = Map.copyOf(reports);
        effects = List.copyOf(effects);
    }

    public static Outcome failed(int code, String reason) {
        return new Outcome(code, reason, List.of(), Map.of(), CurveData.NONE, List.of());
    }
}
