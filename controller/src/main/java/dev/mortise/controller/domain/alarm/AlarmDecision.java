package dev.mortise.controller.domain.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a person's request.
 *
 * @param refusal why nothing does; empty when it was taken
 */
public record AlarmDecision(List<AlarmEvent> events, Optional<String> refusal) {

    /** A shift: what nobody wants to hear of for longer is a matter for the plant, not for the next shift's ears. */
    public static final int SHELVE_MAX_MINUTES = 480;

    /** More is a report, not a comment. */
    public static final int COMMENT_MAX_CHARACTERS = 500;

    public AlarmDecision {
        events = List.copyOf(events);
    }

    /** Decides on a request for the alarm of this name. */
    public static AlarmDecision of(AlarmBook book, String id, AlarmRequest request, String by, Instant now) {
        Optional<Alarm> open = book.find(id);
        if (open.isEmpty()) {
            return refuse("no open alarm " + id + "; GET /api/v1/alarms and mortise alarms list those that are");
        }
        Alarm alarm = open.orElseThrow();
        if (request instanceof AlarmRequest.Acknowledge acknowledge) {
            return acknowledge(alarm, acknowledge, by, now);
        }
        if (request instanceof AlarmRequest.Confirm confirm) {
            return confirm(alarm, confirm, by, now);
        }
        if (request instanceof AlarmRequest.Shelve shelve) {
            return shelve(alarm, shelve, by, now);
        }
        if (request instanceof AlarmRequest.ShelveUntilGone shelve) {
            return shelveUntilGone(alarm, shelve.reason(), by, now);
        }
        if (request instanceof AlarmRequest.Comment comment) {
            return comment(alarm, comment.comment(), by, now);
        }
        return alarm.shelf().isPresent()
                ? take(new AlarmEvent.AlarmUnshelved(alarm.id(), by, "taken back", now))
                : refuse(id + " is not shelved");
    }

    private static AlarmDecision acknowledge(Alarm alarm, AlarmRequest.Acknowledge request, String by, Instant now) {
        Optional<String> refusal = notSeen(alarm, request.raisedAt())
                .or(() -> alarm.acknowledged()
                        .map(first -> alarm.id() + " was acknowledged by " + first.by() + " at " + first.at()));
        return refusal.map(AlarmDecision::refuse)
                .or(() -> tooLong(request.comment()))
                .orElseGet(() -> take(new AlarmEvent.AlarmAcknowledged(
                        alarm.id(), by, request.comment().strip(), now)));
    }

    /**
     * Who saw an alarm before it was raised anew knows nothing of what is wrong now. The list of the command line has whole
     * seconds: they are as good as the instant.
     */
    private static Optional<String> notSeen(Alarm alarm, Optional<Instant> raisedAt) {
        return raisedAt.filter(seen -> !seen.equals(alarm.raisedAt())
                        && !seen.equals(alarm.raisedAt().truncatedTo(ChronoUnit.SECONDS)))
                .map(seen ->
                        alarm.id() + " was raised anew at " + alarm.raisedAt() + "; what was seen is that of " + seen);
    }

    /** While the cause stands, nothing of what the alarm asks for is done. */
    private static AlarmDecision confirm(Alarm alarm, AlarmRequest.Confirm confirm, String by, Instant now) {
        Optional<String> refusal = notSeen(alarm, confirm.raisedAt()).or(() -> notToConfirm(alarm));
        return refusal.map(AlarmDecision::refuse)
                .or(() -> tooLong(confirm.comment()))
                .orElseGet(() -> take(new AlarmEvent.AlarmConfirmed(
                        alarm.id(), by, confirm.comment().strip(), now)));
    }

    private static Optional<String> notToConfirm(Alarm alarm) {
        if (alarm.confirm().isEmpty()) {
            return Optional.of("nobody has to confirm " + alarm.id());
        }
        if (alarm.confirmed().isPresent()) {
            Alarm.Acknowledgement first = alarm.confirmed().orElseThrow();
            return Optional.of(alarm.id() + " was confirmed by " + first.by() + " at " + first.at());
        }
        if (alarm.acknowledged().isEmpty()) {
            return Optional.of("nobody has acknowledged " + alarm.id() + "; acknowledge it before you confirm it");
        }
        return alarm.active()
                ? Optional.of("the cause of " + alarm.id() + " stands; it is confirmed when that is gone")
                : Optional.empty();
    }

    private static AlarmDecision comment(Alarm alarm, String comment, String by, Instant now) {
        if (comment.isBlank()) {
            return refuse("the comment is empty");
        }
        return tooLong(comment)
                .orElseGet(() -> take(new AlarmEvent.AlarmCommented(alarm.id(), by, comment.strip(), now)));
    }

    private static AlarmDecision shelve(Alarm alarm, AlarmRequest.Shelve shelve, String by, Instant now) {
        if (shelve.minutes() < 1 || shelve.minutes() > SHELVE_MAX_MINUTES) {
            return refuse("minutes is " + shelve.minutes() + "; expected 1 to " + SHELVE_MAX_MINUTES
                    + ", which is one shift");
        }
        return noReason(shelve.reason())
                .orElseGet(() -> take(new AlarmEvent.AlarmShelved(
                        alarm.id(),
                        by,
                        later(now, shelve.minutes()),
                        shelve.reason().strip(),
                        now)));
    }

    private static AlarmDecision shelveUntilGone(Alarm alarm, String reason, String by, Instant now) {
        if (!alarm.active()) {
            return refuse("the cause of " + alarm.id() + " is gone already");
        }
        return noReason(reason)
                .orElseGet(() -> take(new AlarmEvent.AlarmShelvedUntilGone(
                        alarm.id(), by, later(now, SHELVE_MAX_MINUTES), reason.strip(), now)));
    }

    private static Instant later(Instant now, int minutes) {
        return now.plus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<AlarmDecision> noReason(String reason) {
        return reason.isBlank()
                ? Optional.of(refuse("a reason is missing; it is shown to whoever looks for the alarm"))
                : tooLong(reason);
    }

    private static Optional<AlarmDecision> tooLong(String text) {
        return text.length() <= COMMENT_MAX_CHARACTERS
                ? Optional.empty()
                : Optional.of(refuse(
                        "the text has " + text.length() + " characters; expected at most " + COMMENT_MAX_CHARACTERS));
    }

    private static AlarmDecision take(AlarmEvent event) {
        return new AlarmDecision(List.of(event), Optional.empty());
    }

    private static AlarmDecision refuse(String reason) {
        return new AlarmDecision(List.of(), Optional.of(reason));
    }
}
