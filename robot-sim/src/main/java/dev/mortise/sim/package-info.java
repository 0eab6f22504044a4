/** A simulated plant behind the same two wires a real one has. */
@NullMarked
package dev.mortise.sim;

import org.jspecify.annotations.NullMarked;
