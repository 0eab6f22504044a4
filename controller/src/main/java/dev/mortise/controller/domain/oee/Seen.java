package dev.mortise.controller.domain.oee;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.UnitState;
import java.util.Optional;

/**
 * What was seen of a cell and of what is in it.
 *
 * @param unit empty while its PLC is silent
 * @param speedPercent how much of their velocity its robots might use
 * @param cause why it did not execute, or what it executed; empty when that is not known
 * @param rack why the rack in it did not move on; empty when there was none
 * @param demand whether any rack was to be built
 * @param elsewhere what kept the first of these from moving on that did not move on; empty when all did
 */
public record Seen(
        String cell,
        Optional<UnitState> unit,
        int speedPercent,
        Optional<Cause> cause,
        Optional<Cause> rack,
        boolean demand,
        Optional<Cause> elsewhere) {}
