/** What only the whole product can be asked: whether its records tell what really happened. */
@NullMarked
package dev.mortise.deploy;

import org.jspecify.annotations.NullMarked;
