/** Specification of the files that say who may come in. */
@NullMarked
package dev.mortise.controller.adapter.access;

import org.jspecify.annotations.NullMarked;
