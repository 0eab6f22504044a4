/** Specification of motion. */
@NullMarked
package dev.mortise.controller.domain.motion;

import org.jspecify.annotations.NullMarked;
