package dev.mortise.controller.adapter.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.port.PlantView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveBoardTest {

    private final LiveBoard board = new LiveBoard(
            "plant-1", true, List.of("TRAY-A"), Clock.fixed(Instant.parse("2026-11-27T03:00:00Z"), ZoneOffset.UTC));

    @Test
    void aSlowStoreIsShownAtOnceBeforeWhatWasThereAndIsGoneWithoutATraceWhenItIsQuickAgain() {
        PlantView.CellView before = board.now().cells().get(0);
        List<PlantView> seen = new ArrayList<>();
        board.subscribe(seen::add);

        board.storeTakes(Optional.of(Duration.ofSeconds(2)));

        PlantView.CellView slow = seen.get(1).cells().get(0);
        assertThat(slow.cause().kind()).isEqualTo(Kind.STORE_SLOW);
        assertThat(slow.why()).isEqualTo(slow.cause().text()).contains("besides: " + before.why());
        assertThat(board.isStoreSlow()).isTrue();

        board.storeTakes(Optional.empty());

        assertThat(seen.get(2).cells()).containsExactly(before);
        assertThat(board.isStoreSlow()).isFalse();
    }
}
