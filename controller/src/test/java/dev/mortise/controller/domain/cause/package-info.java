/** Causes, specified. */
@NullMarked
package dev.mortise.controller.domain.cause;

import org.jspecify.annotations.NullMarked;
