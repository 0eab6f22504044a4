/** The embedded store as files: who may open it, and what journals of every version have in them. */
@NullMarked
package dev.mortise.controller.adapter.store;

import org.jspecify.annotations.NullMarked;
