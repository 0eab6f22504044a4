/** What is physically so: effects, faults, the ledger. */
@NullMarked
package dev.mortise.sim.world;

import org.jspecify.annotations.NullMarked;
