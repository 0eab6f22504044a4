/** What time was used for and what it was lost to: every millisecond of a cell in one bucket that has a reason. */
@NullMarked
package dev.mortise.controller.domain.oee;

import org.jspecify.annotations.NullMarked;
