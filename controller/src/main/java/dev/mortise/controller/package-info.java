/** Mortise: coordinates the robot cells of a plant that assembles racks. */
@NullMarked
package dev.mortise.controller;

import org.jspecify.annotations.NullMarked;
