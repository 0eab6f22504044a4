/** Bad wires: proxies before a PLC or a robot that lose, repeat, hold back, cut, as somebody ordered. */
@NullMarked
package dev.mortise.sim.wire;

import org.jspecify.annotations.NullMarked;
