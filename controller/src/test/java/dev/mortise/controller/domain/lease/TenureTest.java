package dev.mortise.controller.domain.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TenureTest {

    private static final Duration ASKED = Duration.ofSeconds(100);
    private static final Duration OWN_END = ASKED.plus(Terms.TTL).minus(Terms.MARGIN);
    private static final Tenure GRANTED = Tenure.granted(4, ASKED);

    @Test
    void aHolderGivesUpBeforeTheStoreDoesCountingFromBeforeItAsked() {
        assertThat(GRANTED.at(OWN_END).ended()).isEmpty();
        assertThat(GRANTED.at(OWN_END.plusNanos(1)).ended())
                .hasValueSatisfying(why -> assertThat(why).contains("ran out"));
    }

    @Test
    void aRenewalCountsFromWhenItWasAskedForNotFromItsAnswer() {
        Duration askedAgain = ASKED.plusMillis(700);

        Tenure renewed = GRANTED.renewed(askedAgain, askedAgain.plusMillis(400));

        assertThat(renewed.until()).isEqualTo(OWN_END.plusMillis(700));
        assertThat(renewed.epoch()).isEqualTo(4);
    }

    @Test
    void anAnswerThatComesAfterTheEndDoesNotReviveIt() {
        Tenure late = GRANTED.renewed(OWN_END.minusMillis(1), OWN_END.plusMillis(1));

        assertThat(late.ended()).isPresent();
        assertThat(late.renewed(OWN_END.plusMillis(2), OWN_END.plusMillis(3)).ended())
                .isEqualTo(late.ended());
    }

    @Test
    void aHolderWhoWasFollowedNamesItsSuccessorAndKeepsTheFirstReason() {
        Tenure followed = GRANTED.refused("process 1 on elsewhere");

        assertThat(followed.ended()).hasValueSatisfying(why -> assertThat(why).contains("process 1 on elsewhere"));
        assertThat(followed.at(OWN_END.plusSeconds(9)).ended()).isEqualTo(followed.ended());
    }

    @Test
    void aLeaseThatNobodyRenewsIsWaitedForAndOneThatIsRenewedIsNot() {
        Candidacy waits =
                Candidacy.NEW.sees(new Candidacy.Held("dead", "10:00")).sees(new Candidacy.Held("dead", "10:00"));

        assertThat(waits.refused()).isEmpty();
        assertThat(waits.sees(new Candidacy.Held("alive", "10:01")).refused()).contains("alive");
    }
}
