/** Who may command: terms, what a holder may count on, what the store decides. Pure; clocks are told. */
@NullMarked
package dev.mortise.controller.domain.lease;

import org.jspecify.annotations.NullMarked;
