/** The step kinds that ship: words of a plan become requests to devices. More are found by ServiceLoader. */
@NullMarked
package dev.mortise.controller.step;

import org.jspecify.annotations.NullMarked;
