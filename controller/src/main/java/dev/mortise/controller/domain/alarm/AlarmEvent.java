package dev.mortise.controller.domain.alarm;

import java.time.Instant;
import java.util.Optional;

/** What happened to an alarm. Flat records: they are what the store keeps. */
public sealed interface AlarmEvent {

    AlarmId alarm();

    Instant at();

    /**
     * Its cause stands; from now on it wants a person, acknowledged and confirmed before or not.
     *
     * @param confirm what somebody has to confirm when it is over; empty where nobody has to confirm anything
     * @param concern what it is about; empty where nothing was in hand, and where an older release raised it
     */
    record AlarmRaised(
            AlarmId alarm,
            Priority priority,
            String text,
            String remedy,
            Optional<String> confirm,
            Optional<Concern> concern,
            Instant at)
            implements AlarmEvent {}

    /** Its cause is gone. */
    record AlarmReturned(AlarmId alarm, Instant at) implements AlarmEvent {}

    /**
     * A person knows of it.
     *
     * @param comment empty when nothing was said
     */
    record AlarmAcknowledged(AlarmId alarm, String by, String comment, Instant at) implements AlarmEvent {}

    /**
     * A person says that what it asked for was done.
     *
     * @param comment empty when nothing was said
     */
    record AlarmConfirmed(AlarmId alarm, String by, String comment, Instant at) implements AlarmEvent {}

    /**
     * A person does not want to be told of it for a while.
     *
     * @param until by the wall clock
     */
    record AlarmShelved(AlarmId alarm, String by, Instant until, String reason, Instant at) implements AlarmEvent {}

    /**
     * A person does not want to be told of it until its cause is gone: when it comes anew it is told.
     *
     * @param until by the wall clock, when its cause stands for so long
     */
    record AlarmShelvedUntilGone(AlarmId alarm, String by, Instant until, String reason, Instant at)
            implements AlarmEvent {}

    /**
     * It is told again.
     *
     * @param reason what ended it
     */
    record AlarmUnshelved(AlarmId alarm, String by, String reason, Instant at) implements AlarmEvent {}

    /** A person said something of it; nothing else changed. */
    record AlarmCommented(AlarmId alarm, String by, String comment, Instant at) implements AlarmEvent {}
}
