/** The OPC UA contract of a cell PLC, in a form that programs read. */
@NullMarked
package dev.mortise.protocol.plc;

import org.jspecify.annotations.NullMarked;
