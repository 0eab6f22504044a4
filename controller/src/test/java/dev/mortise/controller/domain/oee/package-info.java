@NullMarked
package dev.mortise.controller.domain.oee;

import org.jspecify.annotations.NullMarked;
