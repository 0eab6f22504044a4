package dev.mortise.controller.floor;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that moves as one, with what is fixed to it.
 *
 * @param name for people; not always another for each
 * @param place in what it is fixed to, m
 * @param facts what a program finds it by, and how it moves
 */
record Body(String name, Vector place, Turn turn, List<Shape> shapes, List<Body> fixed, Map<String, Object> facts) {

    Body {
        shapes = List.copyOf(shapes);
        fixed = List.copyOf(fixed);
        facts = Collections.unmodifiableMap(new TreeMap<>(facts)); // the same order in every file
    }

    static Body of(String name, Vector place, List<Shape> shapes, List<Body> fixed) {
        return new Body(name, place, Turn.NONE, shapes, fixed, Map.of());
    }

    Body known(Map<String, Object> others) {
        return new Body(name, place, turn, shapes, fixed, others);
    }

    Body turned(Turn other) {
        return new Body(name, place, other, shapes, fixed, facts);
    }
}
