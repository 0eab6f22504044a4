/** Who did what through which door: a file that shows when somebody changed it. */
@NullMarked
package dev.mortise.controller.adapter.audit;

import org.jspecify.annotations.NullMarked;
