/** Read side: live view of the plant, as-built records. */
@NullMarked
package dev.mortise.controller.adapter.record;

import org.jspecify.annotations.NullMarked;
