@NullMarked
package dev.mortise.controller.domain.history;

import org.jspecify.annotations.NullMarked;
