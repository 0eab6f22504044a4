package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.cell.UnitTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Admin of a unit: the times of its modes and states, in seconds since this controller began to observe it. */
final class UnitAdmin {

    private static final String MODE_NOW = "ModeCurrentTime";
    private static final String MODE_SUM = "ModeCumulativeTime";
    private static final String STATE_NOW = "StateCurrentTime";
    private static final String STATE_SUM = "StateCumulativeTime";
    private static final String SINCE = "AccTimeSinceReset";

    private final TypeNamespace model;
    private final UaObjectNode admin;
    private UnitTimes times = UnitTimes.NOTHING_SEEN;
    private boolean shown;

    UnitAdmin(TypeNamespace model, UaObjectNode admin) {
        this.model = model;
        this.admin = admin;
    }

    /** The optional members that are served. */
    static Set<QualifiedName> members(TypeNamespace model) {
        return Stream.of(MODE_NOW, MODE_SUM, STATE_NOW, STATE_SUM, SINCE)
                .map(model::own)
                .collect(Collectors.toSet());
    }

    /**
     * Counts until now.
     *
     * @param place empty while the unit's PLC is silent: what is now is not known then, what was still is
     */
    void show(Optional<UnitTimes.Place> place, Duration uptime, Instant at) {
        if (place.equals(times.now()) && uptime.toSeconds() == times.seen().toSeconds() && shown) {
            return; // a plant that is busy changes much within a second
        }
        shown = true;
        times = times.at(place, uptime);
        StatusCode now = place.isPresent() ? StatusCode.GOOD : new StatusCode(StatusCodes.Bad_NoCommunication);
        put(MODE_NOW, new Variant(boxed(times.modeCurrent())), now, at);
        put(STATE_NOW, new Variant(new Matrix(boxed(times.stateCurrent()))), now, at);
        put(MODE_SUM, new Variant(boxed(times.modeCumulative())), StatusCode.GOOD, at);
        put(STATE_SUM, new Variant(new Matrix(boxed(times.stateCumulative()))), StatusCode.GOOD, at);
        put(SINCE, new Variant((int) Math.min(Integer.MAX_VALUE, uptime.toSeconds())), StatusCode.GOOD, at);
    }

    private void put(String member, Variant value, StatusCode status, Instant at) {
        UaVariableNode node = (UaVariableNode) StateNodes.below(admin, model.own(member));
        StateNodes.put(node, status.isGood() ? value : Variant.NULL_VALUE, status, at);
    }

    private static Integer[] boxed(int[] seconds) {
        return Arrays.stream(seconds).boxed().toArray(Integer[]::new);
    }

    private static Integer[][] boxed(int[][] seconds) {
        return Arrays.stream(seconds).map(UnitAdmin::boxed).toArray(Integer[][]::new);
    }
}
