package dev.mortise.controller.domain.lease;

import java.time.Duration;

/** How long a lease lasts and how it is kept. Every controller of a line goes by the same terms. */
public final class Terms {

    /** On the store's clock. A controller that died without a word is followed after this time. */
    public static final Duration TTL = Duration.ofSeconds(3);

    /** Three renewals may be lost in a row. */
    public static final Duration RENEW_EVERY = Duration.ofMillis(700);

    /** So much sooner than the store its holder holds the lease for gone: a fifth, for clocks that run at unequal speed. */
    public static final Duration MARGIN = Duration.ofMillis(500);

    /** How often a holder looks whether it still holds, and a candidate whether it may. */
    public static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Terms() {}
}
