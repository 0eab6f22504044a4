package dev.mortise.controller.domain.rack;

/** How an attempt ended. An interrupted one says nothing about the part and consumes no budget. */
public enum Verdict {
    OK,
    NOK,
    INTERRUPTED
}
