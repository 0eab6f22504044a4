@NullMarked
package dev.mortise.controller.adapter.plantserver.mapping;

import org.jspecify.annotations.NullMarked;
