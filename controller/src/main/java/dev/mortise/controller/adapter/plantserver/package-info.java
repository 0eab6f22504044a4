/** OPC UA server for the plant's own systems: who may come in, and what they see and do. */
@NullMarked
package dev.mortise.controller.adapter.plantserver;

import org.jspecify.annotations.NullMarked;
