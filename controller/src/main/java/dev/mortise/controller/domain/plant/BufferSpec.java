package dev.mortise.controller.domain.plant;

/**
 * A place where racks wait.
 *
 * @param racks how many racks it holds
 */
public record BufferSpec(PlaceId id, int racks) {}
