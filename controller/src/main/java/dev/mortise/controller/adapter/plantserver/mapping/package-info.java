/** What the domain's words are in the published models: a file for each model, and {@link Known} for how sure a value is. */
@NullMarked
package dev.mortise.controller.adapter.plantserver.mapping;

import org.jspecify.annotations.NullMarked;
