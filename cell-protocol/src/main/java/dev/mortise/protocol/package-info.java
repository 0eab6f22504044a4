/** What the controller, the PLCs and the robots agree on: no Akka, no Milo, no sockets. */
@NullMarked
package dev.mortise.protocol;

import org.jspecify.annotations.NullMarked;
