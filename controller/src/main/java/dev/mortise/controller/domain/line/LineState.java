package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.rack.Abandonment;
import dev.mortise.controller.domain.rack.RackId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the racks are: the fold of the line's events. Racks keep the order of their admission.
 *
 * @param racks on the line, or waiting to enter it
 * @param gone those that have left, in the order in which they did, with what is needed of each: a serial is given once, and a
 *     record can be read for ever; nothing else of them is needed here
 */
public record LineState(Map<RackId, OnLine> racks, Map<RackId, Gone> gone) {

    public static final LineState EMPTY = new LineState(Map.of(), Map.of());

    /**
     * One rack of the line.
     *
     * @param by who ordered it
     * @param order of admission, from 0; older racks go first
     * @param priority higher ones go first
     * @param notAllowed who does not let it start; empty when it may
     * @param place empty before it enters
     * @param move under way
     * @param moves how many were started
     */
    public record OnLine(
            String type,
            String by,
            int order,
            int priority,
            Optional<String> notAllowed,
            Optional<PlaceId> place,
            Optional<LineEvent.MoveStarted> move,
            int moves) {

        static OnLine admitted(String type, String by, int order) {
            return new OnLine(type, by, order, 0, Optional.empty(), Optional.empty(), Optional.empty(), 0);
        }

        boolean mayStart() {
            return notAllowed.isEmpty();
        }

        /** It stands in the line, or is on its way into it. */
        boolean entered() {
            return place.isPresent() || move.isPresent();
        }

        private OnLine allowed(Optional<String> notBy) {
            return new OnLine(type, by, order, priority, notBy, place, move, moves);
        }

        private OnLine prioritized(int wanted) {
            return new OnLine(type, by, order, wanted, notAllowed, place, move, moves);
        }

        private OnLine moving(LineEvent.MoveStarted started) {
            return new OnLine(type, by, order, priority, notAllowed, place, Optional.of(started), started.number());
        }

        private OnLine stands(Optional<PlaceId> at) {
            return new OnLine(type, by, order, priority, notAllowed, at, Optional.empty(), moves);
        }
    }

    /**
     * One rack that has left.
     *
     * @param abandoned how it was given up; empty when it was released
     */
    public record Gone(String type, Optional<Abandonment> abandoned) {}

    /** Wrapped, not copied: a line that has built ten thousand racks would copy them at every event. */
    public LineState {
        racks = Collections.unmodifiableMap(racks);
        gone = Collections.unmodifiableMap(gone);
    }

    public LineState apply(LineEvent event) {
        OnLine before = Optional.ofNullable(racks.get(event.rack())).orElse(OnLine.admitted("", "", admitted()));
        if (event instanceof LineEvent.RackLeft) {
            return without(event.rack(), new Gone(before.type, Optional.empty()));
        }
        if (event instanceof LineEvent.AbandonedRackLeft left) {
            return without(left.rack(), new Gone(before.type, Optional.of(left.how())));
        }
        Map<RackId, OnLine> changed = new LinkedHashMap<>(racks);
        changed.put(event.rack(), after(before, event));
        return new LineState(changed, gone);
    }

    private LineState without(RackId rack, Gone as) {
        Map<RackId, OnLine> changed = new LinkedHashMap<>(racks);
        changed.remove(rack);
        Map<RackId, Gone> left = new LinkedHashMap<>(gone);
        left.put(rack, as);
        return new LineState(changed, left);
    }

    private static OnLine after(OnLine rack, LineEvent event) {
        if (event instanceof LineEvent.RackAdmitted admitted) {
            return OnLine.admitted(admitted.type(), admitted.by(), rack.order);
        }
        if (event instanceof LineEvent.StartRevoked revoked) {
            return rack.allowed(Optional.of(revoked.by()));
        }
        if (event instanceof LineEvent.StartAllowed) {
            return rack.allowed(Optional.empty());
        }
        if (event instanceof LineEvent.PrioritySet set) {
            return rack.prioritized(set.priority());
        }
        if (event instanceof LineEvent.MoveStarted started) {
            return rack.moving(started);
        }
        return rack.stands(
                event instanceof LineEvent.MoveEnded ? rack.move.map(LineEvent.MoveStarted::to) : rack.place);
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
        return Optional.ofNullable(racks.get(rack))
                .map(OnLine::type)
                .or(() -> Optional.ofNullable(gone.get(rack)).map(Gone::type));
    }

    /** The move under way with this number. */
    public boolean moving(RackId rack, int number) {
        return Optional.ofNullable(racks.get(rack))
                .flatMap(OnLine::move)
                .filter(move -> move.number() == number)
                .isPresent();
    }
}
