package dev.mortise.controller.domain.oee;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What became of a time: each millisecond of it in exactly one bucket.
 *
 * @param lost milliseconds by bucket and what it was in particular; their sum is the time
 * @param withoutPlan milliseconds of good work of operations that nobody gave a planned duration
 */
public record Account(Map<Lost, Long> lost, long withoutPlan) {

    public static final Account NOTHING = new Account(Map.of(), 0);

    public Account {
        lost = Map.copyOf(lost);
    }

    /**
     * Of one cell.
     *
     * @param spells in order, none over another; what lies between them is unknown. They begin before the time where work in hand did, so
     *     that it is known how much of its plan it had used
     * @param runs in order, none over another
     */
    public static Account of(Instant from, Instant to, List<Spell> spells, List<Run> runs) {
        return new Sweep(from.toEpochMilli(), to.toEpochMilli()).over(spells, runs);
    }

    /** Of several cells together. */
    public Account plus(Account other) {
        Map<Lost, Long> sum = new HashMap<>(lost);
        other.lost.forEach((reason, millis) -> sum.merge(reason, millis, Long::sum));
        return new Account(sum, withoutPlan + other.withoutPlan);
    }

    /** Milliseconds of each bucket, those without any left out, in the order of the buckets. */
    public Map<Loss, Long> byLoss() {
        Map<Loss, Long> sums = new EnumMap<>(Loss.class);
        lost.forEach((reason, millis) -> sums.merge(reason.loss(), millis, Long::sum));
        return Collections.unmodifiableMap(sums);
    }

    /** From one change to the next. */
    private static final class Sweep {
        private final long from;
        private final long to;
        private final Map<Lost, Long> lost = new HashMap<>();
        private long withoutPlan;
        private int run;
        private int spell;
        private long worked;
        private boolean reduced;

        Sweep(long from, long to) {
            this.from = from;
            this.to = to;
        }

        Account over(List<Spell> spells, List<Run> runs) {
            List<Long> cuts = cuts(spells, runs);
            for (int i = 0; i + 1 < cuts.size(); i++) {
                long at = cuts.get(i);
                while (spell < spells.size() && spells.get(spell).to().toEpochMilli() <= at) {
                    spell++;
                }
                while (run < runs.size() && end(runs.get(run)) <= at) {
                    run++;
                    worked = 0;
                    reduced = false;
                }
                Sight sight = spell < spells.size() && spells.get(spell).from().toEpochMilli() <= at
                        ? spells.get(spell).sight()
                        : Sight.UNKNOWN;
                boolean inHand = run < runs.size() && runs.get(run).from().toEpochMilli() <= at;
                if (inHand && sight.stopped().isEmpty()) {
                    work(runs.get(run), sight, at, cuts.get(i + 1));
                } else {
                    count(inHand ? sight.stopped().orElseThrow() : sight.idle(), at, cuts.get(i + 1));
                }
            }
            return new Account(lost, withoutPlan);
        }

        private List<Long> cuts(List<Spell> spells, List<Run> runs) {
            TreeSet<Long> cuts = new TreeSet<>(List.of(from, to));
            for (Spell one : spells) {
                cuts.add(one.from().toEpochMilli());
                cuts.add(one.to().toEpochMilli());
            }
            for (Run one : runs) {
                cuts.add(one.from().toEpochMilli());
                cuts.add(end(one));
            }
            return new ArrayList<>(cuts.headSet(to, true));
        }

        private long end(Run one) {
            return one.to().map(Instant::toEpochMilli).orElse(to);
        }

        private void work(Run one, Sight sight, long begin, long end) {
            reduced = reduced || sight.reduced();
            long left = one.planned().map(Duration::toMillis).orElse(Long.MAX_VALUE) - worked;
            long over = left >= end - begin ? end : begin + Math.max(0, left);
            worked += end - begin;
            switch (one.outcome()) {
                case FAILED -> count(new Lost(Loss.FAILED, one.what()), begin, end);
                case BROKEN_OFF -> count(new Lost(Loss.BROKEN_OFF, one.what()), begin, end);
                case REWORK -> count(new Lost(Loss.REWORK, one.what()), begin, end);
                case GOOD -> {
                    long good = count(new Lost(Loss.GOOD, one.what()), begin, over);
                    withoutPlan += one.planned().isEmpty() ? good : 0;
                    count(new Lost(reduced ? Loss.REDUCED_SPEED : Loss.SLOW, one.what()), over, end);
                }
            }
        }

        private long count(Lost reason, long begin, long end) {
            long millis = Math.max(0, Math.min(end, to) - Math.max(begin, from));
            if (millis > 0) {
                lost.merge(reason, millis, Long::sum);
            }
            return millis;
        }
    }
}
