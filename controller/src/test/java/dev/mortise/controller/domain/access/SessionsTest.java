package dev.mortise.controller.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Duration NOW = Duration.ofDays(3);

    @Test
    void whoeverDoesNothingForHalfAnHourIsLoggedOut() {
        Sessions sessions = Sessions.NONE.with("k", "anna", "m", NOW);

        assertThat(sessions.at("k", NOW.plusMinutes(29))).isPresent();
        assertThat(sessions.at("k", NOW.plusMinutes(30))).isEmpty();
        assertThat(sessions.seen("k", NOW.plusMinutes(29)).at("k", NOW.plusMinutes(58)))
                .isPresent();
    }

    @Test
    void whoeverIsSeenAllTheTimeIsLoggedOutAfterTwelveHoursAllTheSame() {
        Sessions sessions = Sessions.NONE.with("k", "anna", "m", NOW);
        for (int minutes = 20; minutes < 12 * 60; minutes += 20) {
            sessions = sessions.seen("k", NOW.plusMinutes(minutes));
            assertThat(sessions.at("k", NOW.plusMinutes(minutes))).isPresent();
        }

        assertThat(sessions.at("k", NOW.plusHours(12))).isEmpty();
    }

    @Test
    void aSessionThatHasEndedDoesNotComeBackWhenItIsSeen() {
        Sessions sessions = Sessions.NONE.with("k", "anna", "m", NOW).seen("k", NOW.plusMinutes(31));

        assertThat(sessions.at("k", NOW.plusMinutes(31))).isEmpty();
    }

    @Test
    void theEleventhLogInOfAPersonEndsTheOneThatWasSilentLongestAndNobodyElses() {
        Sessions sessions = Sessions.NONE.with("other", "ben", "m", NOW);
        for (int i = 0; i < Sessions.OF_ONE_MAX; i++) {
            sessions = sessions.with("k" + i, "anna", "m", NOW.plusSeconds(i));
        }
        sessions = sessions.seen("k0", NOW.plusMinutes(1)).with("k10", "anna", "m", NOW.plusMinutes(2));

        assertThat(sessions.open().keySet())
                .containsExactlyInAnyOrder("other", "k0", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10");
    }

    @Test
    void noMoreThanAllSessionsAreOpenAndThoseThatHaveEndedMakeRoom() {
        Sessions sessions = Sessions.NONE;
        for (int i = 0; i < Sessions.ALL_MAX; i++) {
            assertThat(sessions.isFull(NOW)).isFalse();
            sessions = sessions.with("k" + i, "user" + i, "m", NOW);
        }
        assertThat(sessions.isFull(NOW)).isTrue();

        Duration later = NOW.plus(Sessions.IDLE_MAX);
        assertThat(sessions.isFull(later)).isFalse();
        assertThat(sessions.with("new", "anna", "m", later).open()).containsOnlyKeys("new");
    }
}
