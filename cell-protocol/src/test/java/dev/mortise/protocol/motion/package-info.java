/** Property tests of motion, against an integration of their own and against search. */
@NullMarked
package dev.mortise.protocol.motion;

import org.jspecify.annotations.NullMarked;
