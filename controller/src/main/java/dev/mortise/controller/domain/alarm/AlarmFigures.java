package dev.mortise.controller.domain.alarm;

import dev.mortise.controller.domain.alarm.Alarm.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether people can keep up with their alarms: the figures of ISA-18.2 and EEMUA 191.
 *
 * @param open not normal
 * @param unacknowledged want a person now, whether their cause stands or has gone
 * @param standing their cause stands, shelved and suppressed ones too
 * @param stale stand for more than a day
 * @param lastTenMinutes raised within the last ten minutes, shelved ones too
 * @param peakTenMinutes most raised within any ten minutes of the last day
 * @param flood more came within ten minutes than a person can deal with, and it has not become quiet since
 * @param chattering that came at least three times within a minute, in the last day; most often raised first
 */
public record AlarmFigures(
        int open,
        int unacknowledged,
        int standing,
        int stale,
        int shelved,
        int suppressed,
        int lastTenMinutes,
        int peakTenMinutes,
        boolean flood,
        List<Chatter> chattering) {

    public static final AlarmFigures NONE = of(AlarmBook.EMPTY, Instant.EPOCH);

    /** More than that within ten minutes is a flood (EEMUA 191, ISA-18.2). */
    public static final int FLOOD_MORE_THAN = 10;

    /** Fewer than that within ten minutes end it. */
    public static final int FLOOD_OVER_BELOW = 5;

    private static final int CHATTER_TIMES = 3;
    private static final int CHATTERING_SHOWN_MAX = 10;
    private static final Duration CHATTER_WITHIN = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    /** How often one was raised in the last day. */
    public record Chatter(String alarm, int times) {}

    public AlarmFigures {
        chattering = List.copyOf(chattering);
    }

    public static AlarmFigures of(AlarmBook book, Instant now) {
        List<AlarmEntry> raised = book.history().stream()
                .filter(entry ->
                        entry.what() == AlarmEntry.What.RAISED && entry.at().isAfter(now.minus(DAY)))
                .toList();
        List<Instant> times = raised.stream().map(AlarmEntry::at).sorted().toList();
        int lately = (int)
                times.stream().filter(at -> at.isAfter(now.minus(TEN_MINUTES))).count();
        return new AlarmFigures(
                book.open().size(),
                in(book, State.UNACKNOWLEDGED_ACTIVE) + in(book, State.RETURNED_UNACKNOWLEDGED),
                (int) book.open().stream().filter(Alarm::active).count(),
                (int) book.open().stream()
                        .filter(alarm -> alarm.active() && alarm.raisedAt().isBefore(now.minus(DAY)))
                        .count(),
                in(book, State.SHELVED),
                in(book, State.SUPPRESSED),
                lately,
                most(times, TEN_MINUTES),
                flood(times, now),
                chattering(raised));
    }

    /** Walks through the moments in which the number within ten minutes changes: one comes, or its ten minutes are over. */
    private static boolean flood(List<Instant> sorted, Instant now) {
        List<Instant> changes = Stream.concat(sorted.stream(), sorted.stream().map(at -> at.plus(TEN_MINUTES)))
                .filter(at -> !at.isAfter(now))
                .sorted()
                .toList();
        boolean flood = false;
        int first = 0;
        int next = 0;
        for (Instant at : changes) {
            while (next < sorted.size() && !sorted.get(next).isAfter(at)) {
                next++;
            }
            while (first < next && !sorted.get(first).isAfter(at.minus(TEN_MINUTES))) {
                first++;
            }
            int within = next - first;
            flood = flood ? within >= FLOOD_OVER_BELOW : within > FLOOD_MORE_THAN;
        }
        return flood;
    }

    private static int in(AlarmBook book, State state) {
        return (int)
                book.open().stream().filter(alarm -> book.state(alarm) == state).count();
    }

    /** The most of them that lie within any such span. */
    private static int most(List<Instant> sorted, Duration span) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (!sorted.get(first).isAfter(sorted.get(last).minus(span))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private static List<Chatter> chattering(List<AlarmEntry> raised) {
        Map<AlarmId, List<Instant>> times = new LinkedHashMap<>();
        raised.forEach(entry ->
                times.computeIfAbsent(entry.alarm(), id -> new ArrayList<>()).add(entry.at()));
        return times.entrySet().stream()
                .filter(alarm -> most(alarm.getValue().stream().sorted().toList(), CHATTER_WITHIN) >= CHATTER_TIMES)
                .map(alarm ->
                        new Chatter(alarm.getKey().toString(), alarm.getValue().size()))
                .sorted(Comparator.comparing(Chatter::times).reversed())
                .limit(CHATTERING_SHOWN_MAX)
                .toList();
    }
}
