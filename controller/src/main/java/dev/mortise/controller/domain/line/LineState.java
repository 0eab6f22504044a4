package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.rack.RackId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the racks are: the fold of the line's events. Racks keep the order of their admission.
 *
 * @param racks on the line, or waiting to enter it
 * @param gone those that have left, in the order in which they did, with the type of each: a serial is given once, and a
 *     record can be read for ever; nothing else of them is needed here
 */
public record LineState(Map<RackId, OnLine> racks, Map<RackId, String> gone) {

    public static final LineState EMPTY = new LineState(Map.of(), Map.of());

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
            int moves) {}

    /** Wrapped, not copied: a line that has built ten thousand racks would copy them at every event. */
    public LineState {
        racks = Collections.unmodifiableMap(racks);
        gone = Collections.unmodifiableMap(gone);
    }

    public LineState apply(LineEvent event) {
        OnLine before = Optional.ofNullable(racks.get(event.rack()))
                .orElse(new OnLine("", "", admitted(), Optional.empty(), Optional.empty(), 0));
        Map<RackId, OnLine> changed = new LinkedHashMap<>(racks);
        if (event instanceof LineEvent.RackLeft) {
            Map<RackId, String> left = new LinkedHashMap<>(gone);
            left.put(event.rack(), before.type);
            changed.remove(event.rack());
            return new LineState(changed, left);
        }
        changed.put(event.rack(), after(before, event));
        return new LineState(changed, gone);
    }

    private static OnLine after(OnLine rack, LineEvent event) {
        if (event instanceof LineEvent.RackAdmitted admitted) {
            return new OnLine(admitted.type(), admitted.by(), rack.order, rack.place, rack.move, rack.moves);
        }
        if (event instanceof LineEvent.MoveStarted started) {
            return new OnLine(rack.type, rack.by, rack.order, rack.place, Optional.of(started), started.number());
        }
        if (event instanceof LineEvent.MoveEnded) {
            Optional<PlaceId> to = rack.move.map(LineEvent.MoveStarted::to);
            return new OnLine(rack.type, rack.by, rack.order, to, Optional.empty(), rack.moves);
        }
        return new OnLine(rack.type, rack.by, rack.order, rack.place, Optional.empty(), rack.moves);
    }

    /** How many racks were ever admitted. */
    public int admitted() {
        return racks.size() + gone.size();
    }

    /** Whether a rack of this serial was ever admitted. */
    public boolean knows(RackId rack) {
        return racks.containsKey(rack) || gone.containsKey(rack);
    }

    /** The type of a rack that was ever admitted. */
    public Optional<String> typeOf(RackId rack) {
        return Optional.ofNullable(racks.get(rack)).map(OnLine::type).or(() -> Optional.ofNullable(gone.get(rack)));
    }

    /** The move under way with this number. */
    public boolean moving(RackId rack, int number) {
        return Optional.ofNullable(racks.get(rack))
                .flatMap(OnLine::move)
                .filter(move -> move.number() == number)
                .isPresent();
    }
}
