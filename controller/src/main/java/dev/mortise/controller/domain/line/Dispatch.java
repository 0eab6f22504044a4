package dev.mortise.controller.domain.line;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.plant.BufferSpec;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.rack.RackId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rack goes where. Highest priority first, then the oldest; a rack does all it can where it stands before it moves; one that cannot go on
 * steps aside into a buffer when it is in another's way.
 */
public final class Dispatch {

    private static final Comparator<Map.Entry<RackId, LineState.OnLine>> FIRST =
            Comparator.<Map.Entry<RackId, LineState.OnLine>>comparingInt(
                            entry -> entry.getValue().priority())
                    .reversed()
                    .thenComparingInt(entry -> entry.getValue().order());

    private final PlantSpec plant;
    private final LineState line;
    private final Map<RackId, RackNeeds> needs;
    private final Map<CellId, CellStatus> cells;

    public Dispatch(PlantSpec plant, LineState line, Map<RackId, RackNeeds> needs, Map<CellId, CellStatus> cells) {
        this.plant = plant;
        this.line = line;
        this.needs = Map.copyOf(needs);
        this.cells = Map.copyOf(cells);
    }

    /** At most one move, because there is one transporter, and any number of operations to begin. */
    public List<LineDecision> decide() {
        List<LineDecision> decisions = new ArrayList<>();
        boolean transporterFree = free(plant.transporter().id()) && racks().noneMatch(this::moving);
        for (RackId rack : racks().toList()) {
            Optional<LineDecision> stay = stay(rack);
            if (stay.isPresent()) {
                decisions.add(stay.orElseThrow());
            } else if (transporterFree) {
                Optional<LineDecision> move = move(rack);
                move.ifPresent(decisions::add);
                transporterFree = move.isEmpty();
            }
        }
        return decisions;
    }

    /** After a start: every cell and every rack on the line has said how it stands. */
    public boolean knowsAll() {
        return plant.allCells().allMatch(cell -> cells.containsKey(cell.id())) && racks().allMatch(needs::containsKey);
    }

    /** Why a rack's history cannot be read; empty when it can. */
    public Optional<Cause> damage(RackId rack) {
        return needs(rack).damage();
    }

    /** Cells that can do a work, whether free or not. */
    List<CellSpec> able(RackNeeds.Due due) {
        return plant.cells().stream()
                .filter(cell -> cell.canDo(due.capabilities()))
                .toList();
    }

    Optional<RackId> occupant(PlaceId place) {
        return racks().filter(rack -> here(rack, place) || heading(rack, place)).findFirst();
    }

    CellId transporter() {
        return plant.transporter().id();
    }

    /** Racks that take up room: in a place, or on their way to one. */
    Stream<RackId> onLine() {
        return racks().filter(rack -> rack(rack).place().isPresent() || moving(rack));
    }

    boolean moving(RackId rack) {
        return rack(rack).move().isPresent();
    }

    LineState.OnLine rack(RackId rack) {
        return Optional.ofNullable(line.racks().get(rack))
                .orElseThrow(() -> new IllegalArgumentException(rack + " is not on the line"));
    }

    RackNeeds needs(RackId rack) {
        RackNeeds known = Optional.ofNullable(needs.get(rack)).orElse(RackNeeds.UNHEARD);
        LineState.OnLine onLine = rack(rack);
        return onLine.entered()
                ? known
                : onLine.notAllowed()
                        .map(by -> known.notAllowed(notAllowed(rack, by)))
                        .orElse(known);
    }

    private static Cause notAllowed(RackId rack, String by) {
        return Cause.root(
                Cause.Kind.HELD,
                rack.value(),
                "not allowed to start, by " + by + "; it takes no place on the line",
                "mortise start " + rack);
    }

    CellStatus status(CellId cell) {
        return Optional.ofNullable(cells.get(cell)).orElseGet(() -> CellStatus.unheard(cell.value()));
    }

    private Stream<RackId> racks() {
        return line.racks().entrySet().stream().sorted(FIRST).map(Map.Entry::getKey);
    }

    private Optional<LineDecision> stay(RackId id) {
        LineState.OnLine rack = rack(id);
        RackNeeds wants = needs(id);
        if (wants.over() && !wants.running() && !moving(id)) {
            return Optional.of(new LineDecision.Leave(id, wants.abandoned()));
        }
        Optional<CellSpec> here = rack.place().flatMap(place -> plant.cell(new CellId(place.value())));
        if (here.isEmpty() || moving(id) || wants.running()) {
            return Optional.empty();
        }
        CellSpec cell = here.orElseThrow();
        return wants.due().stream()
                .filter(due -> cell.canDo(due.capabilities()) && free(cell.id()))
                .findFirst()
                .map(due -> new LineDecision.Begin(id, due.work(), cell.id()));
    }

    private Optional<LineDecision> move(RackId id) {
        LineState.OnLine rack = rack(id);
        RackNeeds wants = needs(id);
        if (moving(id) || wants.running() || wants.over()) {
            return Optional.empty();
        }
        Optional<CellSpec> here = rack.place()
                .flatMap(place -> plant.cell(new CellId(place.value())))
                .filter(cell -> wants.due().stream().anyMatch(due -> cell.canDo(due.capabilities())));
        if (here.filter(cell -> status(cell.id()).available()).isPresent()) {
            return Optional.empty(); // what the cell executes is this rack's, and as good as ended
        }
        boolean mayGo = rack.place().isPresent() || mayEnter();
        Optional<PlaceId> target = here.isPresent() || !mayGo ? Optional.empty() : freeCell(wants);
        Optional<PlaceId> to = target.or(() -> stepAside(id, rack));
        return to.map(place -> new LineDecision.Move(id, rack.place(), place));
    }

    /**
     * How many racks the line may hold: one more than its buffers. Racks come back to cells they have left, and wait for
     * each other in circles; with so many there is always a place to step aside to, because a full buffer means that every
     * cell but one is empty.
     */
    int racksMax() {
        return plant.buffers().stream().mapToInt(BufferSpec::racks).sum() + 1;
    }

    boolean mayEnter() {
        return onLine().count() < racksMax();
    }

    private Optional<PlaceId> freeCell(RackNeeds wants) {
        return wants.due().stream()
                .flatMap(due -> able(due).stream())
                .filter(cell -> free(cell.id()))
                .map(cell -> PlaceId.of(cell.id()))
                .filter(place -> occupant(place).isEmpty())
                .findFirst();
    }

    /** Out of a cell that another rack waits for, when nothing can be done here. */
    private Optional<PlaceId> stepAside(RackId id, LineState.OnLine rack) {
        Optional<CellSpec> here = rack.place().flatMap(place -> plant.cell(new CellId(place.value())));
        boolean inTheWay = here.filter(cell -> wantedByAnother(id, cell)).isPresent();
        return inTheWay
                ? plant.buffers().stream()
                        .filter(this::hasRoom)
                        .map(BufferSpec::id)
                        .findFirst()
                : Optional.empty();
    }

    private boolean wantedByAnother(RackId id, CellSpec cell) {
        return racks().filter(other -> !other.equals(id))
                .anyMatch(other -> needs(other).due().stream().anyMatch(due -> cell.canDo(due.capabilities())));
    }

    private boolean hasRoom(BufferSpec buffer) {
        return racks().filter(rack -> here(rack, buffer.id()) || heading(rack, buffer.id()))
                        .count()
                < buffer.racks();
    }

    private boolean here(RackId rack, PlaceId place) {
        return rack(rack).place().filter(place::equals).isPresent();
    }

    private boolean heading(RackId rack, PlaceId place) {
        return rack(rack).move().filter(move -> move.to().equals(place)).isPresent();
    }

    private boolean free(CellId cell) {
        CellStatus status = status(cell);
        return status.available() && !status.executing();
    }

    /** Names of the capabilities that no cell of the plant offers together. */
    Set<String> lacking(RackNeeds.Due due) {
        return able(due).isEmpty() ? due.capabilities() : Set.of();
    }
}
