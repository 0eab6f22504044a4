/** Simulated robots: joint dynamics, session state, one UDP peer each. */
@NullMarked
package dev.mortise.sim.robot;

import org.jspecify.annotations.NullMarked;
