/** The YAML files that people edit, read into validated records. */
@NullMarked
package dev.mortise.controller.config;

import org.jspecify.annotations.NullMarked;
