/** Specification of the door for the plant's systems. */
@NullMarked
package dev.mortise.controller.adapter.plantserver;

import org.jspecify.annotations.NullMarked;
