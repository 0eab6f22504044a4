/** What is physically so: racks, parts, latches, coolant; the ledger of what happened. */
@NullMarked
package dev.mortise.sim.world;

import org.jspecify.annotations.NullMarked;
