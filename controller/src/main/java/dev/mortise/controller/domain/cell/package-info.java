/** One cell: its PackML state, the operation in hand, commands in doubt. */
@NullMarked
package dev.mortise.controller.domain.cell;

import org.jspecify.annotations.NullMarked;
