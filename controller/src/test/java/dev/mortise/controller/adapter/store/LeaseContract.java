package dev.mortise.controller.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.lease.Candidacy;
import dev.mortise.controller.domain.lease.Terms;
import dev.mortise.controller.port.LeaseTable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every table with a lease in it keeps: PostgreSQL's and the one the simulation runs on. Nobody waits: leases are aged. */
abstract class LeaseContract {

    abstract LeaseTable table() throws Exception;

    /** As if so much of the store's time had passed. */
    abstract void pass(Duration time) throws Exception;

    /** Whether the journals take an event of a writer with this epoch. */
    abstract boolean takesEventOf(long epoch) throws Exception;

    @Test
    void theFirstHolderHasEpochOneAndNobodyElseGetsIn() throws Exception {
        assertThat(table().held()).isEmpty();

        assertThat(table().take("a", "process a")).hasValue(1);

        assertThat(table().take("b", "process b")).isEmpty();
        assertThat(table().held().map(Candidacy.Held::who)).contains("process a");
    }

    @Test
    void whoeverTakesALeaseThatRanOutHasAHigherEpochTheSameHolderToo() throws Exception {
        table().take("a", "process a");
        pass(Terms.TTL.plusSeconds(60));

        assertThat(table().take("b", "process b")).hasValue(2);
        pass(Terms.TTL.plusSeconds(60));

        assertThat(table().take("b", "process b")).hasValue(3);
    }

    @Test
    void aRenewalIsSeenByCandidatesAndKeepsTheEpoch() throws Exception {
        table().take("a", "process a");
        pass(Duration.ofSeconds(1));
        Candidacy.Held before = table().held().orElseThrow();

        assertThat(table().renew("a")).isTrue();

        assertThat(table().held().orElseThrow().until()).isNotEqualTo(before.until());
        assertThat(takesEventOf(1)).isTrue();
    }

    @Test
    void aLeaseIsNotRenewedByAnotherNorAfterItRanOut() throws Exception {
        table().take("a", "process a");

        assertThat(table().renew("b")).isFalse();
        pass(Terms.TTL.plusSeconds(60));

        assertThat(table().renew("a")).isFalse();
    }

    @Test
    void aReleasedLeaseIsFreeAtOnceAndOnlyItsHolderReleasesIt() throws Exception {
        table().take("a", "process a");
        table().release("b");
        assertThat(table().take("b", "process b")).isEmpty();

        table().release("a");

        assertThat(table().take("b", "process b")).hasValue(2);
    }

    @Test
    void theJournalsTakeEventsOfTheLastEpochOnlyEvenWhenItsLeaseRanOutAndNobodyFollowed() throws Exception {
        table().take("a", "process a");
        assertThat(takesEventOf(1)).isTrue();
        pass(Terms.TTL.plusSeconds(60));
        assertThat(takesEventOf(1)).isTrue();

        table().take("b", "process b");

        assertThat(takesEventOf(1)).isFalse();
        assertThat(takesEventOf(2)).isTrue();
        assertThat(takesEventOf(3)).isFalse();
    }
}
