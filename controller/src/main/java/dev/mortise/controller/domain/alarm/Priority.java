package dev.mortise.controller.domain.alarm;

/** How soon a person is wanted. Highest first: lists are sorted by it. */
public enum Priority {
    /** At once: it gets worse, or somebody may need help. */
    HIGH,
    /** Within minutes: equipment stands until somebody comes. */
    MEDIUM,
    /** When there is time: somebody knows of it already, or nothing else waits for it. */
    LOW
}
