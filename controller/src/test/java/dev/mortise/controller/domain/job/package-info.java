/** Job orders, specified. */
@NullMarked
package dev.mortise.controller.domain.job;

import org.jspecify.annotations.NullMarked;
