/** Event store: schema, serialization. */
@NullMarked
package dev.mortise.controller.adapter.store;

import org.jspecify.annotations.NullMarked;
