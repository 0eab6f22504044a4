/** The cyclic engine that drives robots over UDP. */
@NullMarked
package dev.mortise.controller.adapter.realtime;

import org.jspecify.annotations.NullMarked;
