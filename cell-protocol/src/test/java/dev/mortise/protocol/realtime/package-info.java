/** The real-time datagrams, specified. */
@NullMarked
package dev.mortise.protocol.realtime;

import org.jspecify.annotations.NullMarked;
