/** What happened when: timelines, and what became of the time. */
@NullMarked
package dev.mortise.controller.domain.history;

import org.jspecify.annotations.NullMarked;
