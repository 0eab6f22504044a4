package dev.mortise.controller.domain.oee;

import java.time.Instant;

/**
 * A stretch of time over which a cell looked the same.
 *
 * @param to not in it any more
 */
public record Spell(Instant from, Instant to, Sight sight) {}
