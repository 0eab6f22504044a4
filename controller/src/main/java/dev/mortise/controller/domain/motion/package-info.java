/** Motion programs and the control laws that carry them out, as step functions. */
@NullMarked
package dev.mortise.controller.domain.motion;

import org.jspecify.annotations.NullMarked;
