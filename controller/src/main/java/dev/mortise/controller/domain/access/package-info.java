/** Who may do what, how often somebody may be wrong about a password, and how long a log-in lasts. */
@NullMarked
package dev.mortise.controller.domain.access;

import org.jspecify.annotations.NullMarked;
