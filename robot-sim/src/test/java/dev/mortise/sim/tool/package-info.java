/** Tools against their closed forms. */
@NullMarked
package dev.mortise.sim.tool;

import org.jspecify.annotations.NullMarked;
