/** Job orders as OPC 10031-4 v2.0 has them: states, acts, answers. */
@NullMarked
package dev.mortise.controller.domain.job;

import org.jspecify.annotations.NullMarked;
