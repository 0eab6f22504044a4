/** Decides. The JDK and itself only: no Akka, no Milo, no clock, no I/O. */
@NullMarked
package dev.mortise.controller.domain;

import org.jspecify.annotations.NullMarked;
