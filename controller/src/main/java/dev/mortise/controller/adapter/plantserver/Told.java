package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Known;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** One variable that tells only what is news: what is shown again and again wakes nobody. */
final class Told {

    private final UaVariableNode node;
    private Optional<Said> last = Optional.empty();
    private Instant told = Instant.EPOCH;

    private record Said(Variant value, Known known) {}

    Told(UaVariableNode node) {
        this.node = node;
    }

    void good(Variant value, Instant at) {
        tell(Known.NOW, value, at);
    }

    /** So well known; without a value where there is none to tell. */
    void tell(Known known, Variant value, Instant at) {
        Said now = new Said(known.hasValue() ? value : Variant.NULL_VALUE, known);
        if (!last.equals(Optional.of(now))) {
            last = Optional.of(now);
            StateNodes.put(node, now.value(), known, at);
        }
    }

    /**
     * As a state of then has it. The time of that state is told whether the value is news or not: whoever reads sees how old it
     * is, and nobody is woken by a time.
     */
    void seen(Known known, Variant value, Instant of) {
        Said now = new Said(value, known);
        if (!last.equals(Optional.of(now)) || !of.equals(told)) {
            last = Optional.of(now);
            told = of;
            StateNodes.put(node, value, known, of);
        }
    }

    /** Nothing is known, for this reason. */
    void nothing(Known why, Instant at) {
        tell(why, Variant.NULL_VALUE, at);
    }
}
