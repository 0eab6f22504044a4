/** In-memory doubles of the ports. */
@NullMarked
package dev.mortise.controller.adapter.memory;

import org.jspecify.annotations.NullMarked;
