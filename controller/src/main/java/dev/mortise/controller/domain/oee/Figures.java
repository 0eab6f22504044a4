package dev.mortise.controller.domain.oee;

import dev.mortise.controller.domain.oee.Loss.Group;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a time, after ISO 22400-2: OEE = A x P x Q. Each is from 0 to 1, and empty where nothing is divided by.
 *
 * @param plannedMillis the time without what was not planned
 * @param availability of the planned time, how much work was in hand or due without anything in its way
 * @param performance of that, how much was worked at the planned pace
 * @param quality of that, how much was neither failed nor done again
 * @param oee of the planned time, how much was good work
 */
public record Figures(
        long plannedMillis,
        Optional<Double> availability,
        Optional<Double> performance,
        Optional<Double> quality,
        Optional<Double> oee) {

    public static Figures of(Account account) {
        Map<Loss, Long> times = account.byLoss();
        long planned = sum(times, Loss::planned);
        long good = times.getOrDefault(Loss.GOOD, 0L);
        long atPace = good + sum(times, loss -> loss.group() == Group.QUALITY);
        long run = atPace + sum(times, loss -> loss.group() == Group.PERFORMANCE);
        return new Figures(planned, ratio(run, planned), ratio(atPace, run), ratio(good, atPace), ratio(good, planned));
    }

    private interface Which {
        boolean counts(Loss loss);
    }

    private static long sum(Map<Loss, Long> times, Which which) {
        return times.entrySet().stream()
                .filter(time -> which.counts(time.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Optional<Double> ratio(long part, long whole) {
        return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
    }
}
