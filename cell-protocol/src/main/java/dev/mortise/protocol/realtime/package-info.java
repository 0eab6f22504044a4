/** Datagrams of the real-time path: framing, checks, command ids. */
@NullMarked
package dev.mortise.protocol.realtime;

import org.jspecify.annotations.NullMarked;
