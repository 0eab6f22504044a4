/** Inputs that nobody would send: made from our own traffic, by a seed, and so the same each time. */
@NullMarked
package dev.mortise.controller.fuzz;

import org.jspecify.annotations.NullMarked;
