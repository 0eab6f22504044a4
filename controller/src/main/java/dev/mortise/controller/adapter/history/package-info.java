/** What the board showed, kept so that people can look back: pictures as a log of changes, and what can be read out of them. */
@NullMarked
package dev.mortise.controller.adapter.history;

import org.jspecify.annotations.NullMarked;
