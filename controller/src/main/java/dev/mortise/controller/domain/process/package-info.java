/** What to do: rack type, process plan, operations, steps, limits, failure policies. */
@NullMarked
package dev.mortise.controller.domain.process;

import org.jspecify.annotations.NullMarked;
