/** Specification of the audit trail. */
@NullMarked
package dev.mortise.controller.adapter.audit;

import org.jspecify.annotations.NullMarked;
