package dev.mortise.controller.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeatsTest {

    private static final Seats.Guest VIEWER = new Seats.Guest("screen", Role.VIEWER);

    @Test
    void theLastSeatsAreForThoseWhoRunTheLine() {
        Seats seats = crowded(Seats.ALL_MAX - Seats.FOR_THOSE_WHO_RUN);

        assertThat(seats.whyNone("new", VIEWER)).contains("the last 5 sessions are for those who run the line");
        assertThat(seats.whyNone("new", new Seats.Guest("eve", Role.ENGINEER))).isPresent();
        assertThat(seats.whyNone("new", new Seats.Guest("anna", Role.OPERATOR))).isEmpty();
        assertThat(seats.whyNone("new", new Seats.Guest("max", Role.MAINTENANCE)))
                .isEmpty();
    }

    @Test
    void oneSeatLessAndAViewerGetsIt() {
        assertThat(crowded(Seats.ALL_MAX - Seats.FOR_THOSE_WHO_RUN - 1).whyNone("new", VIEWER))
                .isEmpty();
    }

    @Test
    void whenAllSeatsAreTakenNobodyGetsOne() {
        assertThat(crowded(Seats.ALL_MAX).whyNone("new", new Seats.Guest("anna", Role.OPERATOR)))
                .contains("50 sessions are open, and no more can be");
    }

    @Test
    void aSessionThatHasASeatMayLogInAgain() {
        assertThat(crowded(Seats.ALL_MAX).whyNone("S0", new Seats.Guest("guest-0", Role.VIEWER)))
                .isEmpty();
    }

    @Test
    void oneNameDoesNotTakeAllSeats() {
        Seats seats = Seats.NONE;
        Seats.Guest mes = new Seats.Guest("mes", Role.OPERATOR);
        for (int i = 0; i < Seats.OF_ONE_MAX; i++) {
            assertThat(seats.whyNone("M" + i, mes)).isEmpty();
            seats = seats.with("M" + i, mes);
        }

        assertThat(seats.whyNone("one more", mes)).contains("mes has 20 sessions, and no more can be of one name");
        assertThat(seats.without(Set.of("M3")).whyNone("one more", mes)).isEmpty();
    }

    @Test
    void whoeverFloodsTheDoorPushesOutTheirOwn() {
        List<String> standing = List.of("quiet-1", "flood-1", "flood-2", "quiet-2", "flood-3");

        assertThat(Crowd.firstToGo(standing, name -> name.split("-", -1)[0])).contains("flood-1");
        assertThat(Crowd.firstToGo(List.<String>of(), name -> name)).isEmpty();
    }

    private static Seats crowded(int taken) {
        Seats seats = Seats.NONE;
        for (int i = 0; i < taken; i++) {
            seats = seats.with("S" + i, new Seats.Guest("guest-" + i, Role.VIEWER));
        }
        return seats;
    }
}
