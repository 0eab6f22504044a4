/** A cell, specified. */
@NullMarked
package dev.mortise.controller.domain.cell;

import org.jspecify.annotations.NullMarked;
