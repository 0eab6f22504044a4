package dev.mortise.controller.adapter.plantserver;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** One variable that tells only what is news: what is shown again and again wakes nobody. */
final class Told {

    private final UaVariableNode node;
    private Optional<Said> last = Optional.empty();
    private Instant told = Instant.EPOCH;

    private record Said(Variant value, StatusCode status) {}

    Told(UaVariableNode node) {
        this.node = node;
    }

    void good(Variant value, Instant at) {
        say(new Said(value, StatusCode.GOOD), at);
    }

    /** The last that was known; nobody can say whether it still holds. */
    void unsure(Variant value, Instant at) {
        say(new Said(value, new StatusCode(StatusCodes.Uncertain_LastUsableValue)), at);
    }

    /**
     * As a state of then has it. The time of that state is told whether the value is news or not: whoever reads sees how old it
     * is, and nobody is woken by a time.
     *
     * @param fresh nothing newer is missing
     */
    void seen(Variant value, boolean fresh, Instant of) {
        Said now = new Said(value, fresh ? StatusCode.GOOD : new StatusCode(StatusCodes.Uncertain_LastUsableValue));
        if (!last.equals(Optional.of(now)) || !of.equals(told)) {
            last = Optional.of(now);
            told = of;
            StateNodes.put(node, value, now.status(), of);
        }
    }

    /** Nothing is known, for this reason. */
    void nothing(long why, Instant at) {
        say(new Said(Variant.NULL_VALUE, new StatusCode(why)), at);
    }

    private void say(Said now, Instant at) {
        if (!last.equals(Optional.of(now))) {
            last = Optional.of(now);
            StateNodes.put(node, now.value(), now.status(), at);
        }
    }
}
