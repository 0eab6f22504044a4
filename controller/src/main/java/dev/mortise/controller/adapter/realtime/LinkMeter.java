package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.port.LinkFigures;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.v1.quick.RtHeader;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Counts and times one robot's link. The real-time thread writes, without a lock, a wait or an object; whoever asks for figures
 * does the work of making them.
 */
final class LinkMeter {

    /** Longer times are counted as this long: the link is down long before. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int SIGNIFICANT_DIGITS = 2;

    /** Times are of one to two such spans: long enough for a p99.9 at 250 Hz, short enough to see what goes on. */
    private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Clocks drift by less than 100 ppm: 0.1 ms in such a time. */
    private static final long OFFSET_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Until so many have come, the quickest of them may have waited somewhere. */
    private static final int SETTLING_STATES = 100;

    /** Instead of a time that is still to be recorded. */
    private static final long NOTED = -1;

    /** What is counted, and where. */
    enum Count {
        STATES(0),
        LATE(1),
        LOST(2),
        DUPLICATED(3),
        REORDERED(4),
        TOO_SHORT(5),
        TOO_LONG(6),
        MAGIC(7),
        VERSION(8),
        CRC(9),
        KIND(10),
        SESSION(11),
        TOO_OLD(12),
        MALFORMED(13),
        SCHEMA(14),
        EPOCH(15),
        INCOMPLETE(16),
        SOCKET(17),
        TAG(18),
        UNTAGGED(19),
        TAGGED(20);

        private static final int FIRST_REJECTION = 5;

        private final int at;

        Count(int at) {
            this.at = at;
        }

        /** Of a datagram whose outside was checked; {@link #STATES} when there is no fault. */
        static Count of(Frame.Fault fault) {
            return switch (fault) {
                case NONE -> STATES;
                case TOO_SHORT -> TOO_SHORT;
                case TOO_LONG -> TOO_LONG;
                case MAGIC -> MAGIC;
                case VERSION -> VERSION;
                case CRC -> CRC;
                case TAG -> TAG;
                case UNTAGGED -> UNTAGGED;
                case TAGGED -> TAGGED;
                case SESSION -> SESSION;
                case MALFORMED -> MALFORMED;
            };
        }

        /** Why a datagram was dropped. */
        boolean isRejection() {
            return at >= FIRST_REJECTION;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Count[] ALL = Count.values();

    private final AtomicLongArray counts = new AtomicLongArray(ALL.length);
    private final SingleWriterRecorder roundTrips = new SingleWriterRecorder(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final SingleWriterRecorder answers = new SingleWriterRecorder(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final RecentTimes recentRoundTrips = new RecentTimes(roundTrips);
    private final RecentTimes recentAnswers = new RecentTimes(answers);
    private final long cycleNanos;

    private boolean heardBefore;
    private boolean answered;
    private long statesOfSession;
    private long roundTripNanos = NOTED;
    private long answerNanos = NOTED;
    private int answerSeq;
    private long stateTxNanos;
    private long offsetNanos;
    private long bestNanos;
    private long bestSinceNanos;

    LinkMeter(int cycleMicros) {
        this.cycleNanos = TimeUnit.MICROSECONDS.toNanos(cycleMicros);
    }

    void count(Count what) {
        count(what, 1);
    }

    void count(Count what, long more) {
        counts.lazySet(what.at, counts.getPlain(what.at) + more);
    }

    /** A session begins. */
    void opened(long nowNanos) {
        heardBefore = false;
        statesOfSession = 0;
        answered = false;
        bestSinceNanos = nowNanos;
        bestNanos = Long.MAX_VALUE;
        offsetNanos = Long.MAX_VALUE;
    }

    /** A state came that is newer than all before. */
    void heard(RtHeader header, long nowNanos) {
        count(Count.STATES);
        statesOfSession++;
        if (heardBefore && !(answered && header.getAckSeq() - answerSeq >= 0)) {
            count(Count.LATE);
        }
        heardBefore = true;
        answered = false;
        if (header.getEchoTxNs() != 0) {
            roundTripNanos = Math.max(0, nowNanos - header.getEchoTxNs() - (header.getTxNs() - header.getEchoRxNs()));
        }
        stateTxNanos = header.getTxNs();
        quickest(nowNanos - stateTxNanos, nowNanos);
    }

    /**
     * Whether the newest state was sent less than half a cycle ago: by the robot's own clock, beside the quickest state of the last
     * seconds. Of a session's first states nobody knows.
     */
    boolean isYoung(long nowNanos) {
        return statesOfSession > SETTLING_STATES && nowNanos - stateTxNanos - offsetNanos < cycleNanos / 2;
    }

    /** The difference of the clocks and the quickest way together: the least of this span and the one before. */
    private void quickest(long difference, long nowNanos) {
        if (nowNanos - bestSinceNanos > OFFSET_NANOS) {
            bestSinceNanos = nowNanos;
            offsetNanos = Math.min(bestNanos, difference);
            bestNanos = difference;
        }
        bestNanos = Math.min(bestNanos, difference);
        offsetNanos = Math.min(offsetNanos, difference);
    }

    /** Its answer has left. */
    void answered(int seq, long nowNanos) {
        answered = true;
        answerSeq = seq;
        answerNanos = Math.max(0, nowNanos - stateTxNanos - offsetNanos);
    }

    /** Records the newest times: when there is time for it. */
    void note() {
        if (roundTripNanos != NOTED) {
            record(roundTrips, roundTripNanos);
            roundTripNanos = NOTED;
        }
        if (answerNanos != NOTED) {
            record(answers, answerNanos);
            answerNanos = NOTED;
        }
    }

    private void record(SingleWriterRecorder into, long nanos) {
        into.recordValueWithExpectedInterval(Math.min(LONGEST_NANOS, nanos), cycleNanos);
    }

    LinkFigures figures() {
        Map<String, Long> rejected = new TreeMap<>();
        for (Count cause : ALL) {
            if (cause.isRejection()) {
                rejected.put(cause.word(), total(cause));
            }
        }
        return new LinkFigures(
                total(Count.STATES),
                total(Count.LATE),
                total(Count.LOST),
                total(Count.DUPLICATED),
                total(Count.REORDERED),
                rejected,
                recentRoundTrips.times(),
                recentAnswers.times());
    }

    private long total(Count what) {
        return counts.get(what.at);
    }

    /** What a recorder has recorded in the last one to two spans. */
    private static final class RecentTimes {

        /** Asked more often, the same is said again. */
        private static final long REFRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

        private final SingleWriterRecorder recorder;
        private final Histogram before = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
        private final Histogram now = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
        private final Histogram both = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
        private Histogram interval;
        private long sinceNanos = System.nanoTime();
        private long refreshedNanos = sinceNanos - REFRESH_NANOS;
        private LinkFigures.Times times = LinkFigures.Times.NONE;

        RecentTimes(SingleWriterRecorder recorder) {
            this.recorder = recorder;
            this.interval = recorder.getIntervalHistogram();
        }

        synchronized LinkFigures.Times times() {
            long nowNanos = System.nanoTime();
            if (nowNanos - refreshedNanos >= REFRESH_NANOS) {
                refreshedNanos = nowNanos;
                refresh(nowNanos);
            }
            return times;
        }

        private void refresh(long nowNanos) {
            interval = recorder.getIntervalHistogram(interval);
            if (nowNanos - sinceNanos > SPAN_NANOS) {
                before.reset();
                before.add(now);
                now.reset();
                sinceNanos = nowNanos;
            }
            now.add(interval);
            both.reset();
            both.add(before);
            both.add(now);
            times = both.getTotalCount() == 0
                    ? LinkFigures.Times.NONE
                    : new LinkFigures.Times(
                            both.getValueAtPercentile(50),
                            both.getValueAtPercentile(99),
                            both.getValueAtPercentile(99.9),
                            both.getMaxValue());
        }
    }
}
