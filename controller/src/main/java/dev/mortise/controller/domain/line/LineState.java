package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.rack.RackId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the racks are: the fold of the line's events. Racks keep the order of their admission. */
public record LineState(Map<RackId, OnLine> racks) {

    public static final LineState EMPTY = new LineState(Map.of());

    /**
     * One rack of the line.
     *
     * @param by who ordered it
     * @param order of admission, from 0; older racks go first
     * @param place empty before it enters
     * @param move under way
     * @param moves how many were started
     */
    public record OnLine(
            String type,
            String by,
            int order,
            Optional<PlaceId> place,
            Optional<LineEvent.MoveStarted> move,
            int moves,
            boolean left) {}

    public LineState apply(LineEvent event) {
        Map<RackId, OnLine> changed = new LinkedHashMap<>(racks);
        OnLine before = Optional.ofNullable(racks.get(event.rack()))
                .orElse(new OnLine("", "", racks.size(), Optional.empty(), Optional.empty(), 0, false));
        changed.put(event.rack(), after(before, event));
        return new LineState(changed);
    }

    private static OnLine after(OnLine rack, LineEvent event) {
        if (event instanceof LineEvent.RackAdmitted admitted) {
            return new OnLine(admitted.type(), admitted.by(), rack.order, rack.place, rack.move, rack.moves, rack.left);
        }
        if (event instanceof LineEvent.MoveStarted started) {
            return new OnLine(
                    rack.type, rack.by, rack.order, rack.place, Optional.of(started), started.number(), rack.left);
        }
        if (event instanceof LineEvent.MoveEnded) {
            Optional<PlaceId> to = rack.move.map(LineEvent.MoveStarted::to);
            return new OnLine(rack.type, rack.by, rack.order, to, Optional.empty(), rack.moves, rack.left);
        }
        if (event instanceof LineEvent.MoveFailed) {
            return new OnLine(rack.type, rack.by, rack.order, rack.place, Optional.empty(), rack.moves, rack.left);
        }
        return new OnLine(rack.type, rack.by, rack.order, Optional.empty(), Optional.empty(), rack.moves, true);
    }

    /** The move under way with this number. */
    public boolean moving(RackId rack, int number) {
        return Optional.ofNullable(racks.get(rack))
                .flatMap(OnLine::move)
                .filter(move -> move.number() == number)
                .isPresent();
    }
}
