/** Files that say who may come in: users with their passwords and roles, certificates of programs. */
@NullMarked
package dev.mortise.controller.adapter.access;

import org.jspecify.annotations.NullMarked;
