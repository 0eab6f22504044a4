/** Specification of the line: who goes where, and why somebody waits. */
@NullMarked
package dev.mortise.controller.domain.line;

import org.jspecify.annotations.NullMarked;
