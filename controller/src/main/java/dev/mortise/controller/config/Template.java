package dev.mortise.controller.config;

import dev.mortise.controller.domain.process.FailurePolicy;
import dev.mortise.controller.domain.process.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An operation as the rack type states it, before it is unrolled over its slots.
 *
 * @param group slot group it is repeated over; empty: once
 * @param inOrder true when each slot comes after the one before it
 * @param needs templates; with {@code @slot} the same slot's operation
 * @param waivable as the file says; whether it may be said is checked later
 * @param failures reasons for which one of its steps can fail
 * @param reports text results that its steps yield
 * @param node where it stands in the file
 */
record Template(
        String id,
        int number,
        String title,
        String group,
        boolean inOrder,
        Set<String> capabilities,
        List<String> needs,
        List<String> after,
        List<Step> steps,
        List<Step> undo,
        boolean waivable,
        String placedBy,
        FailurePolicy onFailure,
        Optional<Duration> planned,
        Set<String> failures,
        Set<String> reports,
        JsonNode node,
        String where) {

    private static final String SAME_SLOT = "@slot";

    static String name(String reference) {
        return reference.endsWith(SAME_SLOT)
                ? reference.substring(0, reference.length() - SAME_SLOT.length())
                : reference;
    }

    static boolean sameSlot(String reference) {
        return reference.endsWith(SAME_SLOT);
    }
}
