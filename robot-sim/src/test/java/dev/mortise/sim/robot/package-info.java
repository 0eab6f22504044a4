/** Simulated robots, cycle by cycle and on their wire. */
@NullMarked
package dev.mortise.sim.robot;

import org.jspecify.annotations.NullMarked;
