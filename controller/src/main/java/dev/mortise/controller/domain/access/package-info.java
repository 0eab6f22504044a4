/** Who may do what, and how often somebody may be wrong about a password. */
@NullMarked
package dev.mortise.controller.domain.access;

import org.jspecify.annotations.NullMarked;
