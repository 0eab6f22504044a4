@NullMarked
package dev.mortise.controller.floor;

import org.jspecify.annotations.NullMarked;
