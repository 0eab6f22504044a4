/** Specification of the equipment. */
@NullMarked
package dev.mortise.controller.domain.plant;

import org.jspecify.annotations.NullMarked;
