/** Specification of the HTTP door. */
@NullMarked
package dev.mortise.controller.adapter.web;

import org.jspecify.annotations.NullMarked;
