/** What the domain needs from outside, in its own words. */
@NullMarked
package dev.mortise.controller.port;

import org.jspecify.annotations.NullMarked;
