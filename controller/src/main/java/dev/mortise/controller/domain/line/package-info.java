/** Which rack goes where, and why nothing moves. */
@NullMarked
package dev.mortise.controller.domain.line;

import org.jspecify.annotations.NullMarked;
