/** What the simulator needs of plant.yaml. */
@NullMarked
package dev.mortise.sim.config;

import org.jspecify.annotations.NullMarked;
