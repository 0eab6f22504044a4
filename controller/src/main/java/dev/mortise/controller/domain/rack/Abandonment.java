package dev.mortise.controller.domain.rack;

/** How a rack is given up. Each lets a running attempt come to its end; they differ in what its order is said to be. */
public enum Abandonment {
    /** its order has ended */
    STOP,
    /** its order was aborted; no device is: whoever wants that aborts the cell */
    ABORT,
    /** its order is taken back before the rack enters the line */
    CANCEL
}
