@NullMarked
package dev.mortise.sim.wire;

import org.jspecify.annotations.NullMarked;
