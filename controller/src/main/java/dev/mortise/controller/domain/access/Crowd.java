package dev.mortise.controller.domain.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who has to go when there is no room left for one more. */
public final class Crowd {

    private Crowd() {}

    /**
     * The oldest of those that came from where most came from: whoever floods a door pushes out their own, and not somebody
     * else's.
     *
     * @param standing oldest first
     * @param origin where each came from
     */
    public static <T, K> Optional<T> firstToGo(Collection<T> standing, Function<T, K> origin) {
        return standing.stream().collect(Collectors.groupingBy(origin)).values().stream()
                .max(Comparator.comparingInt(List::size))
                .map(crowded -> crowded.get(0));
    }
}
