/** Why something stands still: from the symptom down to what would free it. */
@NullMarked
package dev.mortise.controller.domain.cause;

import org.jspecify.annotations.NullMarked;
