package dev.mortise.controller.adapter.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One number of robots, alone or beside the load: the engine in one process, and the floor of the same rounds.
 *
 * @param allocatedBytes of the real-time thread, for each state it answered; empty where it runs in another process
 */
record Row(
        int robots,
        boolean loaded,
        EngineMaker.Place place,
        Measured floor,
        Measured engine,
        OptionalDouble allocatedBytes) {

    /** Followed by another round of the same. */
    Row and(Row other) {
        return new Row(
                robots,
                loaded,
                place,
                floor.and(other.floor),
                engine.and(other.engine),
                allocatedBytes.isEmpty()
                        ? allocatedBytes
                        : OptionalDouble.of(Math.max(allocatedBytes.getAsDouble(), other.allocatedBytes.orElse(0))));
    }

    String conditions() {
        return (robots == 1 ? "1 robot, " : robots + " robots, ") + (loaded ? "load" : "idle");
    }

    /** How many times what the floor takes. */
    double ratio(double percentile) {
        return engine.percentile(percentile) / floor.percentile(percentile);
    }

    Map<String, Object> asMap(int horizonCycles) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("robots", robots);
        map.put("load", loaded);
        map.put("process", place.setting());
        map.put("floor", figures(floor));
        map.put("engine", figures(engine));
        map.put("p50_ratio", ratio(50));
        map.put("p99_ratio", ratio(99));
        allocatedBytes.ifPresent(bytes -> map.put("allocated_bytes_per_state", bytes));
        Verdict verdict = Verdict.of(engine, floor, horizonCycles);
        map.put("verdict", verdict.grade().words());
        map.put("reason", verdict.reason());
        return map;
    }

    static Map<String, Object> figures(Measured measured) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("p50_us", measured.percentile(50));
        map.put("p99_us", measured.percentile(99));
        map.put("p99.9_us", measured.percentile(99.9));
        map.put("max_us", measured.longest());
        map.put("states", measured.sent());
        map.put("counted", measured.times().getTotalCount());
        map.put("missed", measured.missed());
        map.put("unanswered", measured.unanswered());
        return map;
    }
}
