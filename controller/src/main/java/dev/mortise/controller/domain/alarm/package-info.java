/** What asks for a person: alarms after ISA-18.2, from the roots of what stands still. */
@NullMarked
package dev.mortise.controller.domain.alarm;

import org.jspecify.annotations.NullMarked;
