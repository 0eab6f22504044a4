/** Specification of evidence: what is due, what is worth something, what a rework voids. */
@NullMarked
package dev.mortise.controller.domain.rack;

import org.jspecify.annotations.NullMarked;
