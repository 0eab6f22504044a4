/** The real-time path against simulated robots on real sockets. */
@NullMarked
package dev.mortise.controller.adapter.realtime;

import org.jspecify.annotations.NullMarked;
