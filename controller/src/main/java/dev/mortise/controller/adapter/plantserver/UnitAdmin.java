package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.adapter.plantserver.mapping.Units;
import dev.mortise.controller.domain.cell.UnitCounts;
import dev.mortise.controller.domain.cell.UnitTimes;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * Admin of a unit: the times of its modes and states, in seconds since this controller began to observe it, and what it has
 * done, in attempts.
 */
final class UnitAdmin {

    private static final String MODE_NOW = "ModeCurrentTime";
    private static final String MODE_SUM = "ModeCumulativeTime";
    private static final String STATE_NOW = "StateCurrentTime";
    private static final String STATE_SUM = "StateCumulativeTime";
    private static final String SINCE = "AccTimeSinceReset";
    private static final List<String> TIMES = List.of(MODE_NOW, MODE_SUM, STATE_NOW, STATE_SUM, SINCE);
    private static final String PROCESSED = "ProdProcessedCount";
    private static final String DEFECTIVE = "ProdDefectiveCount";

    private final Map<String, UaVariableNode> times;
    private final Structures structures;
    private final List<String> rackTypes;
    private final Told processed;
    private final Told defective;
    private final AtomicReference<UnitCounts> counts = new AtomicReference<>(UnitCounts.NOTHING);
    private Optional<List<UnitCounts>> counted = Optional.empty();
    private UnitTimes spent = UnitTimes.NOTHING_SEEN;
    private boolean shown;

    /**
     * Of one unit.
     *
     * @param rackTypes in the order of their numbers
     */
    UnitAdmin(Models models, UaObjectNode admin, List<String> rackTypes) {
        TypeNamespace model = models.packMl();
        this.structures = models.units();
        this.times = TIMES.stream().collect(Collectors.toMap(Function.identity(), name ->
                (UaVariableNode) StateNodes.below(admin, model.own(name))));
        this.rackTypes = List.copyOf(rackTypes);
        this.processed = new Told((UaVariableNode) StateNodes.below(admin, model.own(PROCESSED)));
        this.defective = new Told((UaVariableNode) StateNodes.below(admin, model.own(DEFECTIVE)));
    }

    /** An attempt has ended here. */
    void ended(RackBuild build, Evidence evidence) {
        UnitCounts unusedNow = counts.updateAndGet(before -> before.plus(build, evidence));
    }

    /** The optional members that are served. */
    static Set<QualifiedName> members(TypeNamespace model) {
        return Stream.concat(TIMES.stream(), Stream.of(PROCESSED, DEFECTIVE))
                .map(model::own)
                .collect(Collectors.toSet());
    }

    /**
     * Counts until now.
     *
     * @param place empty while the unit's PLC is silent: what is now is not known then, what was still is
     */
    void show(Optional<UnitTimes.Place> place, Duration uptime, Instant at) {
        if (place.equals(spent.now()) && uptime.toSeconds() == spent.seen().toSeconds() && shown) {
            return; // a plant that is busy changes much within a second
        }
        shown = true;
        spent = spent.at(place, uptime);
        Known now = Known.ofPlc(place.isPresent());
        put(MODE_NOW, new Variant(boxed(spent.modeCurrent())), now, at);
        put(STATE_NOW, new Variant(new Matrix(boxed(spent.stateCurrent()))), now, at);
        put(MODE_SUM, new Variant(boxed(spent.modeCumulative())), Known.NOW, at);
        put(STATE_SUM, new Variant(new Matrix(boxed(spent.stateCumulative()))), Known.NOW, at);
        put(SINCE, new Variant((int) Math.min(Integer.MAX_VALUE, uptime.toSeconds())), Known.NOW, at);
    }

    /**
     * Shows what was done.
     *
     * @param job what was done here on the rack that is in the cell
     */
    void show(UnitCounts job, Instant at) {
        List<UnitCounts> now = List.of(job, counts.get());
        if (counted.equals(Optional.of(now))) {
            return;
        }
        counted = Optional.of(now);
        processed.good(count(now, UnitCounts.Tally::processed), at);
        defective.good(count(now, UnitCounts.Tally::defective), at);
    }

    private Variant count(List<UnitCounts> jobAndAll, ToIntFunction<UnitCounts.Tally> which) {
        List<ExtensionObject> all = new ArrayList<>();
        for (String type : rackTypes) {
            all.add(structures.wire(structures.make(
                    "PackMLCountDataType",
                    Map.of(
                            "ID",
                            all.size() + 1,
                            "Name",
                            type,
                            "Unit",
                            Units.ONE,
                            "Count",
                            which.applyAsInt(jobAndAll.get(0).of(type)),
                            "AccCount",
                            which.applyAsInt(jobAndAll.get(1).of(type))))));
        }
        return new Variant(all.toArray(ExtensionObject[]::new));
    }

    private void put(String member, Variant value, Known known, Instant at) {
        Optional.ofNullable(times.get(member))
                .ifPresent(node -> StateNodes.put(node, known.hasValue() ? value : Variant.NULL_VALUE, known, at));
    }

    private static Integer[] boxed(int[] seconds) {
        return Arrays.stream(seconds).boxed().toArray(Integer[]::new);
    }

    private static Integer[][] boxed(int[][] seconds) {
        return Arrays.stream(seconds).map(UnitAdmin::boxed).toArray(Integer[][]::new);
    }
}
