/** Roles and lock-out, specified. */
@NullMarked
package dev.mortise.controller.domain.access;

import org.jspecify.annotations.NullMarked;
