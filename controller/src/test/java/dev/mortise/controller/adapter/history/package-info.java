@NullMarked
package dev.mortise.controller.adapter.history;

import org.jspecify.annotations.NullMarked;
