/**
 * What the domain's words are in the published models: a file for each model, and {@link Known} for how well a value is known.
 * Nobody else in the plant server says such a thing (MappingRoomTest); every word is a row of plant-server-mapping.md
 * (MappingTableTest).
 */
@NullMarked
package dev.mortise.controller.adapter.plantserver.mapping;

import org.jspecify.annotations.NullMarked;
