/** The real-time engine in a process of its own: what crosses between it and its controller, and both ends of that. */
@org.jspecify.annotations.NullMarked
package dev.mortise.controller.adapter.engine;
