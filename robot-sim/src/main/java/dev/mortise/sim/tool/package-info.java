/** Tools that obey physics, simply: nutrunner, leak tester, contact of an insertion. */
@NullMarked
package dev.mortise.sim.tool;

import org.jspecify.annotations.NullMarked;
