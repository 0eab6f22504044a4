/** The simulated PLCs: the contract's program, and the OPC UA servers that show it. */
@NullMarked
package dev.mortise.sim.plc;

import org.jspecify.annotations.NullMarked;
