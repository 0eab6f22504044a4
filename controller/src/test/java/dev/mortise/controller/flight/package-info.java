@NullMarked
package dev.mortise.controller.flight;

import org.jspecify.annotations.NullMarked;
