/**
 * The real actors on one thread in virtual time, from a seed: power failures, cut wires, devices that restart; judged by what
 * the simulated world saw, not by what the controller believes.
 */
@NullMarked
package dev.mortise.controller.simulation;

import org.jspecify.annotations.NullMarked;
