package dev.mortise.controller.domain.plant;

/** Name of a cell, unique in its plant: {@code TRAY-A}. */
public record CellId(String value) implements Comparable<CellId> {
    @Override
    public int compareTo(CellId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
