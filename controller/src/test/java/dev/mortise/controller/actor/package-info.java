/** Tests of the actors' edges: what the devices tell becomes messages. */
@NullMarked
package dev.mortise.controller.actor;

import org.jspecify.annotations.NullMarked;
