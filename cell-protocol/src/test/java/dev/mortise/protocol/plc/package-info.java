/** The PLC contract as people read it, held to the form that programs read. */
@NullMarked
package dev.mortise.protocol.plc;

import org.jspecify.annotations.NullMarked;
