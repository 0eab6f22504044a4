/** Black boxes that were written out, and pictures of them: for the command line and for the pages. */
@NullMarked
package dev.mortise.controller.flight;

import org.jspecify.annotations.NullMarked;
