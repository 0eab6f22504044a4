/** The equipment: line, cells, robots, tools, buffers, transporter. */
@NullMarked
package dev.mortise.controller.domain.plant;

import org.jspecify.annotations.NullMarked;
