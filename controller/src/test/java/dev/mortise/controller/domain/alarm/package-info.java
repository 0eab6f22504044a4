/** Job orders, specified. */
@NullMarked
package dev.mortise.controller.domain.alarm;

import org.jspecify.annotations.NullMarked;
