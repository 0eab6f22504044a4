/** Benchmarks: figures beside a baseline of the same run. Run by {@code deploy/bench}. */
@NullMarked
package dev.mortise.controller.adapter.bench;

import org.jspecify.annotations.NullMarked;
