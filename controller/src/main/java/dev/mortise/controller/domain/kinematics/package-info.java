/** Where a robot's tool is when its axes are somewhere, and how the axes go when the tool is to go straight. */
@NullMarked
package dev.mortise.controller.domain.kinematics;

import org.jspecify.annotations.NullMarked;
