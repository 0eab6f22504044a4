package dev.mortise.controller.domain.plant;

/** Name of a robot, unique in its plant: {@code HV-1}. */
public record RobotId(String value) implements Comparable<RobotId> {
    @Override
    public int compareTo(RobotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
