package dev.mortise.controller.domain.oee;

/**
 * A bucket with what it was in particular.
 *
 * @param because one sentence: whom it waited for, what failed; empty where there is nothing to add
 */
public record Lost(Loss loss, String because) {

    static final Lost NO_RECORD = new Lost(Loss.NO_RECORD, "");
}
