/** OPC UA client of the cells' PLCs. */
@NullMarked
package dev.mortise.controller.adapter.plc;

import org.jspecify.annotations.NullMarked;
