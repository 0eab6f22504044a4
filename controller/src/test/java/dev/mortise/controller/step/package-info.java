/** What a step of a plan asks of a robot, specified. */
@NullMarked
package dev.mortise.controller.step;

import org.jspecify.annotations.NullMarked;
