/** The lease, specified. */
@NullMarked
package dev.mortise.controller.domain.lease;

import org.jspecify.annotations.NullMarked;
