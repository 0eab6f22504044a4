/** Qualifies a machine for the real-time path: robots made here, the engine, a floor, and words for what was found. */
@NullMarked
package dev.mortise.controller.adapter.bench;

import org.jspecify.annotations.NullMarked;
