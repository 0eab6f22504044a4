package dev.mortise.controller.domain.rack;

/** Serial of one rack: {@code R-0001}. */
public record RackId(String value) implements Comparable<RackId> {
    @Override
    public int compareTo(RackId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
