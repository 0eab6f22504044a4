package dev.mortise.controller.domain.plant;

/** Where a rack can stand: a cell's dock or a buffer, by the name it has in plant.yaml. */
public record PlaceId(String value) implements Comparable<PlaceId> {

    public static PlaceId of(CellId cell) {
        return new PlaceId(cell.value());
    }

    @Override
    public int compareTo(PlaceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
