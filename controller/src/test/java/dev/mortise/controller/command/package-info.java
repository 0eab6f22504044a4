/** Specification of the command line. */
@NullMarked
package dev.mortise.controller.command;

import org.jspecify.annotations.NullMarked;
