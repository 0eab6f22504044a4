/** HTTP API, live events, first page. */
@NullMarked
package dev.mortise.controller.adapter.web;

import org.jspecify.annotations.NullMarked;
