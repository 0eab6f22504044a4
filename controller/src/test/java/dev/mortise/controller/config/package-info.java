/** The files a person edits, specified. */
@NullMarked
package dev.mortise.controller.config;

import org.jspecify.annotations.NullMarked;
