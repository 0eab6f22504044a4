package dev.mortise.controller.domain.alarm;

import java.time.Instant;
import java.util.Optional;

/**
 * An alarm that is not normal: its cause stands, or nobody has acknowledged it, or nobody has confirmed it though somebody
 * has to, or it is shelved.
 *
 * @param text one sentence, as it was when it was raised
 * @param remedy what would free it
 * @param active whether its cause stands
 * @param firstOut whether it was the first of its source that stood, when it was raised
 * @param times how often it was raised since it was last normal
 * @param raisedAt the last time
 * @param returnedAt empty while it is active
 * @param acknowledged empty since it was raised
 * @param confirm what somebody has to confirm when it is over; empty where nobody has to confirm anything
 * @param confirmed empty since it was raised
 * @param concern what it is about, since it was raised last; empty where that is not known
 */
public record Alarm(
        AlarmId id,
        Priority priority,
        String text,
        String remedy,
        boolean active,
        boolean firstOut,
        int times,
        Instant raisedAt,
        Optional<Instant> returnedAt,
        Optional<Acknowledgement> acknowledged,
        Optional<String> confirm,
        Optional<Acknowledgement> confirmed,
        Optional<Shelf> shelf,
        Optional<Concern> concern) {

    /** Who said that they know of it, or that it was done; when, and with which words. */
    public record Acknowledgement(String by, String comment, Instant at) {}

    /**
     * Who does not want to be told of it, why, and until when.
     *
     * @param untilGone whether it ends with the alarm's cause already
     */
    public record Shelf(String by, String reason, Instant until, boolean untilGone) {}

    /** The states of ISA-18.2 but normal, which is no entry of a list; in the order in which they want a person. */
    public enum State {
        UNACKNOWLEDGED_ACTIVE,
        RETURNED_UNACKNOWLEDGED,
        /** Somebody knew of it, and nobody has said yet that what it asked for was done. */
        RETURNED_UNCONFIRMED,
        ACKNOWLEDGED_ACTIVE,
        /** By design: another alarm of its source explains it, or keeps it from being known. */
        SUPPRESSED,
        /** By a person, for a time; its cause may stand. */
        SHELVED
    }

    static Alarm raised(Optional<Alarm> before, AlarmEvent.AlarmRaised event, boolean firstOut) {
        return new Alarm(
                event.alarm(),
                event.priority(),
                event.text(),
                event.remedy(),
                true,
                firstOut,
                before.map(Alarm::times).orElse(0) + 1,
                event.at(),
                Optional.empty(),
                Optional.empty(),
                event.confirm(),
                Optional.empty(),
                before.flatMap(Alarm::shelf),
                event.concern());
    }

    Alarm returned(Instant at) {
        return with(false, Optional.of(at), acknowledged, confirmed, shelf);
    }

    Alarm acknowledgedBy(Acknowledgement who) {
        return with(active, returnedAt, Optional.of(who), confirmed, shelf);
    }

    Alarm confirmedBy(Acknowledgement who) {
        return with(active, returnedAt, acknowledged, Optional.of(who), shelf);
    }

    Alarm shelved(Optional<Shelf> on) {
        return with(active, returnedAt, acknowledged, confirmed, on);
    }

    private Alarm with(
            boolean stands,
            Optional<Instant> returned,
            Optional<Acknowledgement> known,
            Optional<Acknowledgement> done,
            Optional<Shelf> on) {
        return new Alarm(
                id, priority, text, remedy, stands, firstOut, times, raisedAt, returned, known, confirm, done, on,
                concern);
    }

    /** Whether somebody still has to confirm it, sooner or later. */
    boolean unconfirmed() {
        return confirm.isPresent() && confirmed.isEmpty();
    }

    /** Nothing more is wanted of anybody. */
    boolean normal() {
        return !active && acknowledged.isPresent() && !unconfirmed() && shelf.isEmpty();
    }
}
