package dev.mortise.controller.domain.rack;

import java.util.Locale;
import java.util.Optional;

/** Which events follow when people hold a rack, release it or give it up. Each wish again changes nothing. */
final class WishRules {

    private final RackBuild build;

    WishRules(RackBuild build) {
        this.build = build;
    }

    RackDecision hold(RackCommand.Hold hold) {
        boolean already = build.holds().stream()
                .anyMatch(
                        held -> held.reason().equals(hold.reason()) && held.by().equals(hold.by()));
        return over().map(RackDecision::refuse)
                .orElseGet(() -> already
                        ? RackDecision.accept()
                        : RackDecision.accept(new RackEvent.RackHeld(hold.reason(), hold.by(), hold.at())));
    }

    RackDecision unhold(RackCommand.Unhold unhold) {
        return build.holds().isEmpty()
                ? RackDecision.accept()
                : RackDecision.accept(new RackEvent.RackUnheld(unhold.by(), unhold.at()));
    }

    RackDecision abandon(RackCommand.Abandon abandon) {
        boolean already = build.abandoned()
                .filter(before -> before.how() == abandon.how())
                .isPresent();
        if (already) {
            return RackDecision.accept();
        }
        return over().map(RackDecision::refuse)
                .orElseGet(() -> RackDecision.accept(
                        new RackEvent.RackAbandoned(abandon.reason(), abandon.by(), abandon.how(), abandon.at())));
    }

    /** Why nothing more can be wanted of it; empty while it is being built. */
    Optional<String> over() {
        return build.released()
                .map(release -> "rack " + build.id() + " is released")
                .or(() -> build.abandoned().map(this::givenUp));
    }

    /** Why nothing may begin on it; empty when it may. */
    Optional<String> standstill() {
        return build.abandoned()
                .map(this::givenUp)
                .or(() -> build.holds().stream()
                        .findFirst()
                        .map(held -> build.id() + " is held by " + held.by() + ": " + held.reason()));
    }

    private String givenUp(RackEvent.RackAbandoned abandoned) {
        return "rack " + build.id() + " was given up by " + abandoned.by() + " ("
                + abandoned.how().name().toLowerCase(Locale.ROOT) + "): " + abandoned.reason();
    }
}
