/** One rack's history, and what follows from it: which evidence is valid, what is due. */
@NullMarked
package dev.mortise.controller.domain.rack;

import org.jspecify.annotations.NullMarked;
