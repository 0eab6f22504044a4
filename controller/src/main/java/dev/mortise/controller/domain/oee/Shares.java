package dev.mortise.controller.domain.oee;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of a whole in tenths of a percent that add up to exactly 100 %: what rounding leaves goes to the largest remainders. */
public final class Shares {

    public static final int WHOLE = 1_000;

    private Shares() {}

    /**
     * Tenths of a percent of each part, in the order of the parts; all 0 when there is nothing to share.
     *
     * @param parts milliseconds, none below 0
     */
    public static List<Integer> of(List<Long> parts) {
        long whole = parts.stream().mapToLong(Long::longValue).sum();
        if (whole == 0) {
            return parts.stream().map(part -> 0).toList();
        }
        List<Integer> shares = new ArrayList<>(
                parts.stream().map(part -> (int) (part * WHOLE / whole)).toList());
        int left = WHOLE - shares.stream().mapToInt(Integer::intValue).sum();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer index) -> -(parts.get(index) * WHOLE % whole)))
                .limit(left)
                .forEach(index -> shares.set(index, shares.get(index) + 1));
        return List.copyOf(shares);
    }
}
