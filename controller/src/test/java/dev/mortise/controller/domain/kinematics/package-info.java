@NullMarked
package dev.mortise.controller.domain.kinematics;

import org.jspecify.annotations.NullMarked;
