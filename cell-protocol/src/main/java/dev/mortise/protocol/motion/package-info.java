/** How an axis stops: what a robot promises on the wire and what a controller reckons with, written once. */
@NullMarked
package dev.mortise.protocol.motion;

import org.jspecify.annotations.NullMarked;
