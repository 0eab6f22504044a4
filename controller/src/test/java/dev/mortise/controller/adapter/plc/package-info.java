/** The OPC UA link to a PLC on real sockets: the simulated PLC behind it, a faulty wire between. */
@NullMarked
package dev.mortise.controller.adapter.plc;

import org.jspecify.annotations.NullMarked;
