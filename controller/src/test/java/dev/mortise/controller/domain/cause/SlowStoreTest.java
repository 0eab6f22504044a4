package dev.mortise.controller.domain.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowStoreTest {

    private static final Duration TAKES = Duration.ofSeconds(3);

    @Test
    void whatWouldMoveStandsBehindTheStoreWithTimeLimitAndRemedy() {
        Cause cause = SlowStore.before(Cause.root(Kind.PROGRESS, "R-1", "being worked on in TRAY-A", ""), TAKES);

        assertThat(cause.kind()).isEqualTo(Kind.STORE_SLOW);
        assertThat(cause.subject()).isEqualTo("R-1");
        assertThat(cause.text()).contains("more than 3 s, the limit is 1 s");
        assertThat(cause.remedy()).contains("a lock on its tables");
        assertThat(cause.roots().map(Cause::subject))
                .as("one root, whoever waits")
                .containsExactly("store");
    }

    @Test
    void whatStoodInTheWayBeforeIsARootBesideTheStore() {
        Cause link = Cause.root(Kind.LINK_DOWN, "TRAY-A", "no link to its PLC", "the PLC answers");

        Cause cause = SlowStore.before(link, TAKES);

        assertThat(cause.kind()).isEqualTo(Kind.STORE_SLOW);
        assertThat(cause.text()).endsWith("besides: no link to its PLC");
        assertThat(cause.roots().map(Cause::kind)).containsExactly(Kind.STORE_SLOW, Kind.LINK_DOWN);
    }

    @Test
    void aRackThatIsReleasedWaitsForNoStore() {
        Cause released = Cause.root(Kind.DONE, "R-1", "released", "");

        assertThat(SlowStore.before(released, TAKES)).isEqualTo(released);
    }
}
