/** Simulated PLCs, scan by scan and on their wire. */
@NullMarked
package dev.mortise.sim.plc;

import org.jspecify.annotations.NullMarked;
