package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Heard;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.oee.Loss;
import dev.mortise.controller.domain.oee.Seen;
import dev.mortise.controller.domain.oee.Sight;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import dev.mortise.controller.port.PlantView.RackView;
import java.util.List;
import java.util.Optional;

/** What a cell waits for, in the words in which its time is counted: blocked and starved are the same on every page. */
final class Waiting {

    private Waiting() {}

    /** What a moment without work in hand is lost to; good when there is work. */
    static Loss of(PlantView view, CellView cell) {
        if (!cell.operation().isEmpty()) {
            return Loss.GOOD;
        }
        List<RackView> wanted = view.racks().stream()
                .filter(rack -> !rack.released()
                        && rack.wanted().mayStart()
                        && rack.wanted().abandoned().isEmpty())
                .toList();
        Optional<Cause> here = view.racks().stream()
                .filter(rack -> !rack.finished() && rack.place().equals(cell.id()))
                .map(RackView::cause)
                .findFirst();
        Optional<Cause> elsewhere = wanted.stream()
                .flatMap(rack -> rack.cause().roots())
                .filter(root -> !root.harmless())
                .findFirst();
        return Sight.of(new Seen(
                        cell.id(),
                        Heard.state(cell),
                        cell.speedPercent(),
                        Optional.of(cell.cause()),
                        here,
                        !wanted.isEmpty(),
                        elsewhere))
                .idle()
                .loss();
    }
}
