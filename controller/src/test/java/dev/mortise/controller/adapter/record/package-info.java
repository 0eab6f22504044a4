/** What people read, specified. */
@NullMarked
package dev.mortise.controller.adapter.record;

import org.jspecify.annotations.NullMarked;
