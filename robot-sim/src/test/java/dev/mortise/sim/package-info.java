/** The simulated plant as a whole, on its wires and at its command line. */
@NullMarked
package dev.mortise.sim;

import org.jspecify.annotations.NullMarked;
