/** The event store: SQLite below Akka Persistence, and events as JSON with short manifests. The only adapter that knows Akka. */
@NullMarked
package dev.mortise.controller.adapter.store;

import org.jspecify.annotations.NullMarked;
