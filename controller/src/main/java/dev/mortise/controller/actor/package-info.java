/** Owns one domain object each; turns messages into commands and effects into calls. Decides nothing. */
@NullMarked
package dev.mortise.controller.actor;

import org.jspecify.annotations.NullMarked;
